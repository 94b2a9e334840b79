// Debian's Chromium, and what every test of a page wants: no error on the console, no request to another host, pictures under `target/`.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { PNG } from "pngjs";
import { expect } from "vitest";
import { ROOT } from "./server.ts";

const FLAGS = [
  "--no-sandbox",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** No wait of a test is longer: a loaded machine is slow, a broken page never comes. */
export const PATIENCE_MS = 45_000;
const PICTURES = `${ROOT}target/map-screenshots`;

export function launch(more: string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  return chromium.launch({ executablePath, args: [...FLAGS, ...more] });
}

/** A page that remembers what must not happen. */
export class Visit {
  readonly problems: string[] = [];

  private constructor(
    readonly page: Page,
    readonly address: string,
  ) {
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.problems.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.problems.push(`script: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(address) && !/^(data|blob):/.test(url)) this.problems.push(`request to ${url}`);
    });
  }

  static async open(browser: Browser, address: string, hash: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "id-ID", ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const visit = new Visit(await context.newPage(), address);
    await visit.go(hash);
    return visit;
  }

  async go(hash: string): Promise<void> {
    await this.page.goto(`${this.address}/${hash}`);
    await this.drawn();
  }

  /** Waits until all answers have come and the map stands still. */
  async drawn(): Promise<void> {
    await this.page.waitForFunction(
      () => document.documentElement.dataset.map === "idle" && document.documentElement.dataset.busy === undefined,
      null,
      {
        timeout: PATIENCE_MS,
        polling: 50,
      },
    );
  }

  /** What is read on the page. */
  text(selector = ".panel-body"): Promise<string> {
    return this.page.locator(selector).first().innerText();
  }

  hash(): URLSearchParams {
    return new URLSearchParams(new URL(this.page.url()).hash.slice(1));
  }

  /** The picture of the map, kept as an artefact. */
  async picture(name: string, selector = ".stage"): Promise<PNG> {
    mkdirSync(PICTURES, { recursive: true });
    return PNG.sync.read(await this.page.locator(selector).screenshot({ path: `${PICTURES}/${name}.png` }));
  }

  /** Waits until the picture of the map is as it should be, and gives the last one: a machine under load draws later, not otherwise. */
  async becomes(name: string, good: (picture: PNG) => boolean): Promise<PNG> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const picture = await this.picture(name);
      if (good(picture)) return picture;
      if (Date.now() > until) throw new Error(`${name}: the map does not become what it should be; its picture is in target/`);
      await this.page.waitForTimeout(100);
    }
  }

  /** Ends the visit; nothing forbidden may have happened but what a test expects. */
  async close(expected: RegExp = /^$/): Promise<void> {
    await this.page.context().close();
    expect(this.problems.filter((problem) => !expected.test(problem))).toEqual([]);
  }
}

/** How many pixels differ between two pictures of one size. */
export function difference(one: PNG, other: PNG): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  let count = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const far = [0, 1, 2].some((channel) => Math.abs((one.data[at + channel] as number) - (other.data[at + channel] as number)) > 24);
    if (far) count += 1;
  }
  return count;
}

/** How many pixels have nearly a colour, `#rrggbb`. */
export function pixelsOf(picture: PNG, colour: string): number {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  let count = 0;
  for (let at = 0; at < picture.data.length; at += 4) {
    if (wanted.every((value, channel) => Math.abs((picture.data[at + channel] as number) - value) < 12)) count += 1;
  }
  return count;
}

/** The same picture without colour, as a copier makes it. */
export function grey(picture: PNG): PNG {
  const copy = new PNG({ width: picture.width, height: picture.height });
  for (let at = 0; at < picture.data.length; at += 4) {
    const [red, green, blue] = [0, 1, 2].map((channel) => picture.data[at + channel] as number) as [number, number, number];
    const light = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    copy.data.set([light, light, light, 255], at);
  }
  return copy;
}
