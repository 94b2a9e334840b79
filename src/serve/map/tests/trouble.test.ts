// Bad input and trouble on the way: a clear sentence in the reader's language each time.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, Visit } from "./browser.ts";
import { DEMO, ROOT, type Server, serve } from "./server.ts";

let server: Server;
let browser: Browser;
const list = join(mkdtempSync(join(tmpdir(), "imbas-map-")), "sekolah.csv");
const HOSTILE = "<img src=x onerror=alert(1)>";

beforeAll(async () => {
  const rows = readFileSync(`${ROOT}data/demo/sekolah.csv`, "utf8");
  writeFileSync(list, rows.replace("SD Contoh 001 Lembah Rekaan", `"${HOSTILE}"`));
  [server, browser] = await Promise.all([serve([list, ...DEMO.slice(1)]), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
const open = (hash: string, options = {}) => Visit.open(browser, server.address, hash, options);
const says = (visit: Visit, text: string | RegExp) => visit.page.locator(".notices").getByText(text).waitFor();
const REFUSED = /console: Failed to load resource/;

test("an unknown region, level or school in the address is told in both languages, and the rest of the page works", async () => {
  const visit = await open("#region=77.77");
  await says(visit, /77\.77/);
  expect(visit.hash().has("region")).toBe(false);
  await visit.go("#region=99.01&school=99999999");
  await says(visit, /99999999/);
  await visit.go("#level=TK&region=99.01");
  await says(visit, "Bagian alamat ini tidak dapat dibaca dan diabaikan: level.");
  await visit.close(REFUSED);
  const english = await open("#lang=en&region=99.01&level=KINDERGARTEN");
  await says(english, "These parts of the address cannot be read and are left out: level.");
  await english.go("#lang=en&region=77.77");
  await says(english, /77\.77/);
  await english.close(REFUSED);
});

test("a hostile school name is text everywhere", async () => {
  const visit = await open("#region=99.01.05&school=01000000&at=14/-0.0909/94.8265");
  await visit.page.getByRole("heading", { name: HOSTILE }).waitFor();
  expect(await visit.page.locator("img").count()).toBe(0);
  await visit.page.locator("#search").fill("01000000");
  await visit.page.getByRole("option").first().waitFor();
  expect(await visit.page.locator("img").count()).toBe(0);
  await visit.picture("hostile-name");
  await visit.close();
});

test("a server that changes its version in mid-visit is noticed, and all numbers become the new ones", async () => {
  const visit = await open("#region=99.01");
  const before = await visit.text(".legend");
  const rows = readFileSync(list, "utf8").split("\n");
  writeFileSync(list, [rows[0], ...rows.slice(60)].join("\n"));
  server.process.kill("SIGHUP");
  await expect.poll(async () => (await (await fetch(`${server.address}/readyz`)).json()).reloads.done, { timeout: 20_000 }).toBe(1);
  await visit.page.evaluate(() => dispatchEvent(new Event("focus")));
  await says(visit, "Data di server sudah diperbarui; semua angka dimuat ulang.");
  await visit.drawn();
  const { counts, version } = await (await fetch(`${server.address}/regions/99.01/summary`)).json();
  await visit.page.waitForFunction((count) => document.querySelector(".legend")?.textContent?.includes(count), String(counts.members));
  expect(await visit.text(".legend")).not.toBe(before);
  await visit.page.locator(".origin summary").click();
  expect(await visit.text(".origin")).toContain(version);
  await visit.close(REFUSED);
});

test("a server that is gone is told, with the last numbers left standing, and its return too", async () => {
  const visit = await open("#region=99.01");
  const port = Number(new URL(server.address).port);
  await server.stop();
  await visit.page.evaluate(() => dispatchEvent(new Event("focus")));
  await says(visit, /Server tidak menjawab/);
  expect(await visit.text(".figures")).toContain("terjangkau");
  server = await serve([list, ...DEMO.slice(1)], port);
  await visit.page.getByRole("button", { name: "Coba lagi" }).click();
  await says(visit, "Server menjawab kembali.");
  await visit.close(/console: Failed to load resource/);
});

test("tiles that fail leave lists and numbers complete", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.route("**/tiles/schools/*/*/*", (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto(`${server.address}/#region=99.01`);
  await page.getByText("Sebagian peta gagal dimuat; daftar dan angka di panel tetap lengkap.").waitFor();
  await page.getByText("terjangkau", { exact: false }).first().waitFor();
  await context.close();
});

test("a browser without WebGL gets the fixed map and the tables", async () => {
  const plain = await launch(["--disable-gpu", "--disable-webgl", "--disable-webgl2", "--disable-3d-apis"]);
  const page = await plain.newPage();
  await page.goto(`${server.address}/#region=99.01`);
  await page.getByText(/tidak dapat menampilkan peta interaktif \(WebGL\)/).waitFor();
  await page.locator(".fixed-map").waitFor();
  const sheet = await fetch(`${server.address}/regions/99.01/map.svg`);
  if (sheet.ok)
    await expect.poll(() => page.locator("img.fixed-map").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await page.screenshot({ path: `${ROOT}target/map-screenshots/without-webgl.png` });
  expect(await page.locator(".figures").innerText()).toContain("terjangkau");
  await plain.close();
});

test("without scripts the same address has the tables, small enough for a weak line", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  let bytes = 0;
  page.on("requestfinished", async (request) => {
    if (!request.url().includes("/map/")) bytes += (await request.sizes()).responseBodySize;
  });
  await page.goto(server.address);
  await page.getByRole("link", { name: "Pulau Contoh (rekaan)" }).first().click();
  await page.getByRole("link", { name: "Kab. Contoh Rekaan" }).first().click();
  await page.getByRole("heading", { name: "Kab. Contoh Rekaan" }).waitFor();
  expect(bytes).toBeLessThan(100_000);
  await context.close();
});
