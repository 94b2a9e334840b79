// The operator's base map: a file, tiles of another host, a style; each with its owner's name, and no other host is asked.

import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server as Host } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { picture, pictureArchive, vectorArchive } from "./archive.ts";
import { launch, pixelsOf, Visit } from "./browser.ts";
import { DEMO, serve } from "./server.ts";

const GREEN: [number, number, number] = [0, 200, 0];
const STYLE = {
  version: 8,
  sources: { dunia: { type: "raster", tiles: ["t/{z}/{x}/{y}.png"], tileSize: 256, attribution: "Gaya Contoh" } },
  layers: [{ id: "dunia", type: "raster", source: "dunia" }],
};
let browser: Browser;
let host: Host;
let elsewhere: string;
const folder = mkdtempSync(join(tmpdir(), "imbas-basemap-"));

beforeAll(async () => {
  browser = await launch();
  host = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.end(request.url === "/style.json" ? JSON.stringify(STYLE) : picture(GREEN));
  });
  await new Promise<void>((ready) => host.listen(0, "127.0.0.1", ready));
  elsewhere = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  host?.close();
});

/** The share of pixels that are clearly green. */
function green({ data }: PNG): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, own, blue] = [data[at], data[at + 1], data[at + 2]] as [number, number, number];
    if (own > red + 40 && own > blue + 40) count += 1;
  }
  return count / (data.length / 4);
}

/** Opens the map over a base map and gives its picture, what stands in its corner, and the requests to another host. */
async function shown(name: string, basemap: string, attribution: string | null) {
  const server = await serve([...DEMO, "--basemap", basemap, ...(attribution ? ["--basemap-attribution", attribution] : [])]);
  const visit = await Visit.open(browser, server.address, "#region=99.01");
  const drawn = await visit.picture(name);
  const corner = await visit.text(".maplibregl-ctrl-attrib");
  const asked = visit.problems.filter((problem) => problem.startsWith("request to"));
  expect(asked.every((one) => one.startsWith(`request to ${elsewhere}/`))).toBe(true);
  await visit.close(/^request to/);
  await server.stop();
  return { drawn, corner, asked };
}

test("a file of pictures lies under the schools, and its own metadata say whose it is", async () => {
  const file = join(folder, "gambar.pmtiles");
  writeFileSync(file, pictureArchive(picture(GREEN), { attribution: "<a href='https://example.id'>&copy; Arsip Contoh</a>" }));
  const { drawn, corner, asked } = await shown("basemap-pictures", file, null);
  expect(green(drawn)).toBeGreaterThan(0.3);
  expect(corner).toContain("© Arsip Contoh");
  expect(asked).toEqual([]);
});

test("a file of vector tiles is drawn in quiet colours, land over the sea's", async () => {
  const file = join(folder, "vektor.pmtiles");
  writeFileSync(file, vectorArchive("earth", {}));
  const { drawn, corner, asked } = await shown("basemap-vector", file, "Vektor Contoh");
  expect(pixelsOf(drawn, "#fbfaf6") / (drawn.width * drawn.height)).toBeGreaterThan(0.15);
  expect(corner).toContain("Vektor Contoh");
  expect(asked).toEqual([]);
});

test("tiles and a style of another host are asked there and nowhere else", async () => {
  const tiles = await shown("basemap-tiles", `${elsewhere}/t/{z}/{x}/{y}.png`, "Petak <Contoh>");
  expect(green(tiles.drawn)).toBeGreaterThan(0.3);
  expect(tiles.corner).toContain("Petak <Contoh>");
  expect(tiles.asked.length).toBeGreaterThan(0);
  const style = await shown("basemap-style", `${elsewhere}/style.json`, null);
  expect(green(style.drawn)).toBeGreaterThan(0.3);
  expect(style.corner).toContain("Gaya Contoh");
});

test("a base map that cannot be had is told, and the page's own coastline stands in", async () => {
  const server = await serve([...DEMO, "--basemap", "http://127.0.0.1:9/style.json", "--basemap-attribution", "Tidak Ada"]);
  const visit = await Visit.open(browser, server.address, "#region=99.01");
  await visit.page.locator(".notices").getByText("Peta dasar tidak dapat dimuat").waitFor();
  expect(await visit.text(".maplibregl-ctrl-attrib")).toContain("Natural Earth");
  await visit.close(/^request to|Failed to load resource|console: /);
  await server.stop();
});
