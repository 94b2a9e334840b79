// How fast the page is: first map, what-if, panning, sizes. Tells; judges nothing, because a machine at work measures itself.
//
// Usage: node tests/speed.mjs PROGRAM SUMBAR_OPTIONS... -- NATIONAL_OPTIONS... (what `imbas serve` takes; either may be empty).

import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { cpus } from "node:os";
import { chromium } from "playwright-core";
import { serve } from "../build/program.mjs";

const [program, ...rest] = process.argv.slice(2);
const split = rest.indexOf("--");
const [sumbar, national] = [rest.slice(0, split), rest.slice(split + 1)];
const FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];
const ROUNDS = 5;
const PUT_AWAY_MS = 700;
/** When the map was complete, in milliseconds from the start of the navigation. */
const isDrawn = () =>
  document.documentElement.dataset.map === "idle" && document.documentElement.dataset.busy === undefined && performance.now();
const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();

const browser = await chromium.launch({ executablePath, args: [...FLAGS, "--no-first-run", "--disable-background-networking"] });
try {
  console.log(`${cpus().length} cores of ${cpus()[0]?.model}; Chromium ${browser.version()}, software rendering`);
  sizes();
  if (sumbar.length > 0) await served(sumbar, ofRegions);
  else console.log("West Sumatra: ABSENT, not measured");
  if (national.length > 0) await served(national, ofCountry);
  else console.log("the national list: ABSENT, not measured");
} finally {
  await browser.close();
}

function sizes() {
  const page = new URL("../node_modules/.cache/imbas/page/", import.meta.url).pathname;
  const bytes = (start) =>
    readdirSync(page)
      .filter((name) => name.startsWith(start) && name.endsWith(".js.gz"))
      .map((name) => statSync(page + name).size)
      .reduce((sum, one) => sum + one, 0);
  console.log(
    `page code: ${(bytes("main-") / 1000).toFixed(1)} kB gzip (bound: 60), the map library ${(bytes("maplibre-gl-") / 1000).toFixed(0)} kB`,
  );
}

async function served(options, measure) {
  const server = await serve(program, options);
  try {
    await measure(server.address);
  } finally {
    await server.stop();
  }
}

async function ofRegions(address) {
  console.log(`first useful content without scripts: ${((await weight(address)) / 1000).toFixed(1)} kB on the line (bound: 100)`);
  for (const [name, hash] of [
    ["the whole list", ""],
    ["a regency", "#region=13.06"],
  ]) {
    const first = [];
    for (let round = 0; round < ROUNDS; round += 1) first.push(await firstMap(address, hash));
    console.log(`first map of ${name}: ${told(first)} ms from the request to a map that is complete (bound: 1500)`);
  }
  await whatIf(address);
}

/** Bytes of the page and its style sheet as they come over a line. */
async function weight(address) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  let bytes = 0;
  const sizes = [];
  page.on("requestfinished", (request) => {
    if (!request.url().includes("/map/")) sizes.push(request.sizes().then(({ responseBodySize }) => (bytes += responseBodySize)));
  });
  await page.goto(address, { waitUntil: "load" });
  await Promise.all(sizes);
  await context.close();
  return bytes;
}

async function open(address, hash) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(`${address}/${hash}`, { waitUntil: "commit" });
  return page;
}

/** Milliseconds from the start of the navigation, in a browser that has nothing of it yet. */
async function firstMap(address, hash) {
  const page = await open(address, hash);
  const handle = await page.waitForFunction(isDrawn, null, { polling: "raf", timeout: 60_000 });
  const taken = await handle.jsonValue();
  await page.context().close();
  // The browser puts the page away by itself; the next one shall not wait for that.
  await new Promise((done) => setTimeout(done, PUT_AWAY_MS));
  return taken;
}

/** Milliseconds from the last answer of a new plan to its picture, and from the hand to the picture. */
async function whatIf(address) {
  const page = await open(address, "#region=13.06");
  await page.waitForFunction(isDrawn, null, { polling: "raf", timeout: 60_000 });
  const [answers, hands] = [[], []];
  for (let round = 0; round < 12; round += 1) {
    const taken = await page.evaluate(
      async (km) => {
        performance.clearResourceTimings();
        const slider = document.getElementById("reach");
        const start = performance.now();
        slider.value = String(km);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        const { dataset } = document.documentElement;
        await new Promise((done) => {
          const look = () => (dataset.map === "idle" && dataset.busy === undefined ? done() : requestAnimationFrame(look));
          requestAnimationFrame(look);
        });
        const end = performance.now();
        const plans = performance.getEntriesByType("resource").filter(({ name }) => /\.geojson|changes|summary/.test(name));
        return { answer: end - Math.max(...plans.map(({ responseEnd }) => responseEnd)), hand: end - start };
      },
      1 + round / 2,
    );
    answers.push(taken.answer);
    hands.push(taken.hand);
  }
  console.log(
    `what-if on a regency: ${told(answers)} ms from the answer to its picture (bound: 150), ${told(hands)} ms from the hand to the picture`,
  );
  await page.context().close();
}

/** Frames while the country moves under the hand, over tiles that are there. */
async function ofCountry(address) {
  for (const [name, at] of [
    ["sums of each cell", "6/-7.2/110"],
    ["single schools", "11.2/-7.2/110"],
  ]) {
    const page = await open(address, `#at=${at}`);
    await page.waitForFunction(isDrawn, null, { polling: "raf", timeout: 120_000 });
    await pan(page);
    await page.waitForFunction(isDrawn, null, { polling: "raf", timeout: 120_000 });
    await page.evaluate(() => {
      globalThis.frames = [];
      let last = performance.now();
      const look = (now) => {
        globalThis.frames.push(now - last);
        last = now;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await pan(page);
    const frames = (await page.evaluate(() => globalThis.frames)).slice(2);
    console.log(
      `panning the country, ${name}: ${frames.length} frames, ${told(frames)} ms, longest ${Math.max(...frames).toFixed(0)} ms (bound: 100)`,
    );
    await page.context().close();
  }
}

async function pan(page) {
  const [x, y] = [900, 420];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step <= 60; step += 1) await page.mouse.move(x - 200 * Math.sin(step / 10), y + 90 * Math.sin(step / 6));
  await page.mouse.up();
}

/** The middle one, and the least and the most. */
function told(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const text = (number) => number.toFixed(0);
  return `${text(sorted[Math.floor(sorted.length / 2)])} (${text(sorted[0])} to ${text(sorted.at(-1))})`;
}
