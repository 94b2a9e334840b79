// For every reader: axe on every page in both languages and themes, everything by keyboard, phone, laptop and projector.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, Visit } from "./browser.ts";
import { DEMO, PROGRAM, ROOT, type Server, serve } from "./server.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let server: Server;
let browser: Browser;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "imbas-access-"));
  const offices = join(folder, "kantor.csv");
  // A kecamatan has every part of a page and few rows, which axe looks at one by one.
  writeFileSync(offices, "kantor,wilayah\nDua Kecamatan,99.01.01\nDua Kecamatan,99.01.05\n");
  const plan = join(folder, "lama.json");
  execFileSync(PROGRAM, ["plan", ...DEMO, "--max", "4", "--output", plan], { cwd: ROOT, stdio: "ignore" });
  [server, browser] = await Promise.all([serve([...DEMO, "--offices", offices, "--compare-plan", plan]), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What axe finds wrong, in words. */
async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind: the page itself runs no such script.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
}

interface AxeResults {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
}

const VIEWS = [
  "#",
  "#region=99.01&level=SD",
  "#region=99.01&reach_km=3",
  "#region=99.01&school=01000000",
  "#region=99.01&practice=nearest",
];

/** Every page for people, and whether it has both languages. */
const PAGES = [
  { path: "/regions", translated: true },
  { path: "/regions?q=lembah", translated: true },
  { path: "/regions/99.01", translated: true },
  { path: "/regions/99.01.05?reach_km=3", translated: true },
  { path: "/regions/99.01.05?table=unreached", translated: true },
  { path: "/regions/99.01.05/diff", translated: false },
  { path: "/findings", translated: true },
  { path: "/findings?region=99.01&severity=error", translated: true },
  { path: "/findings?code=displaced_district", translated: true },
  { path: "/offices", translated: false },
  { path: "/schools/01000000/assignment", translated: true },
  { path: "/regions/99.01.05/assignments.html", translated: false },
  { path: "/regions/99.01.05/decree", translated: false },
  { path: "/schools/01000000/members.html", translated: false },
  { path: "/offices/dua-kecamatan/assignments.html", translated: false },
];

for (const language of ["id", "en"]) {
  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing on the map page: ${language}, ${theme}`, async () => {
      const visit = await Visit.open(browser, server.address, `#lang=${language}&theme=${theme}`);
      for (const view of VIEWS) {
        await visit.go(`${view}&lang=${language}&theme=${theme}`);
        expect(await violations(visit.page), view).toEqual([]);
      }
      await visit.picture(`theme-${language}-${theme}`, "body");
      await visit.close();
    });

    test(`axe finds nothing on the pages without a map: ${language}, ${theme}`, async () => {
      const context = await browser.newContext({ colorScheme: theme as "light" | "dark" });
      const page = await context.newPage();
      await page.setExtraHTTPHeaders({ accept: "text/html" });
      for (const { path, translated } of PAGES) {
        // What only exists in Indonesian, because officials sign it, is looked at once.
        if (!translated && language !== "id") continue;
        const answer = await page.goto(`${server.address}${path}${translated ? `${path.includes("?") ? "&" : "?"}lang=${language}` : ""}`);
        expect([answer?.status(), answer?.headers()["content-type"]], path).toEqual([200, "text/html; charset=utf-8"]);
        expect(await violations(page), path).toEqual([]);
      }
      await context.close();
    });
  }
}

test("everything is reached by keyboard alone: search, level, slider, decision, list, school", async () => {
  const visit = await Visit.open(browser, server.address, "#");
  const { keyboard } = visit.page;
  await keyboard.press("Tab");
  expect(await focused(visit.page)).toContain("Langsung ke panel");
  await tabTo(visit.page, /search/);
  await keyboard.type("99.01");
  await visit.page.getByRole("option").first().waitFor();
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await visit.drawn();
  expect(visit.hash().get("region")).toBe("99.01");
  await tabTo(visit.page, /name="level"/);
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await visit.drawn();
  expect(visit.hash().get("level")).toBe("SD");
  await tabTo(visit.page, /id="reach"/);
  for (let step = 0; step < 4; step += 1) await keyboard.press("ArrowLeft");
  await visit.drawn();
  expect(visit.hash().get("reach_km")).toBe("4");
  await tabTo(visit.page, /Daftar sekolah/);
  await keyboard.press("Enter");
  await tabTo(visit.page, /id="list-role"/);
  await keyboard.press("ArrowUp");
  await tabTo(visit.page, /data-key="school-/);
  await keyboard.press("Enter");
  await visit.picture("keyboard", "body");
  await visit.page.getByText(/Mengapa (hub ini|belum terjangkau)\?/).waitFor();
  await tabTo(visit.page, /data-key="pin-/);
  await keyboard.press("Enter");
  await visit.drawn();
  expect(visit.hash().get("pin")).toMatch(/^\w+:\w+$/);
  await visit.close();
});

/** The opening tag and the words of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    return `${element.outerHTML.slice(0, 200)} ${element.textContent?.slice(0, 80)}`;
  });
}

async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let step = 0; step < 150; step += 1) {
    if (wanted.test(await focused(page))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${wanted}`);
}

const SCREENS = { phone: [390, 844], laptop: [1366, 768], projector: [1920, 1080] } as const;

for (const [screen, [width, height]] of Object.entries(SCREENS)) {
  test(`nothing is cut off on a ${screen}`, async () => {
    const visit = await Visit.open(browser, server.address, "#region=99.01", { viewport: { width, height } });
    await visit.picture(`screen-${screen}`, "body");
    const wide = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await visit.page.locator(".stage").boundingBox()).toMatchObject({ width: expect.any(Number) });
    for (const selector of ["[role=combobox]", ".map-buttons button", ".panel h1", ".legend summary"]) {
      const box = await visit.page.locator(selector).first().boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y < height, selector).toBe(true);
    }
    await visit.go("#region=99.01&school=01000000");
    await visit.page.getByText("Mengapa hub ini?").waitFor();
    await visit.picture(`screen-${screen}-school`, "body");
    await visit.close();
  });
}
