// MapLibre GL as a stranger's page would use it: collections as GeoJSON sources, and an exported PMTiles archive on a plain file host.
//
//     node .ci/maplibre.mjs http://127.0.0.1:8080 plan.pmtiles picture.png
//
// Headless Chromium loads a page of another origin, so that the service's CORS headers are in play. Every feature with a geometry must
// arrive in the source, and be drawn; nothing may be said on the console.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const [BASE, ARCHIVE, PICTURE] = process.argv.slice(2);
const packages = new URL("../src/serve/map/node_modules/", import.meta.url);
const { chromium } = createRequire(new URL("../src/serve/map/package.json", import.meta.url))("playwright-core");
const FLAGS = "--no-sandbox --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist --no-first-run --disable-background-networking".split(" ");
const TYPES = { ".mjs": "text/javascript", ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="/maplibre-gl/dist/maplibre-gl.css">
<style>body { margin: 0 } #map { width: 900px; height: 700px }</style><div id="map"></div><script src="/pmtiles/dist/pmtiles.js"></script>
<script type="module">
import * as maplibregl from "/maplibre-gl/dist/maplibre-gl.mjs";
maplibregl.setWorkerUrl("/maplibre-gl/dist/maplibre-gl-worker.mjs");
window.maplibregl = maplibregl;
window.ready = true;
</script>`;

/** A file host: pages and packages whole, the archive in the ranges that are asked for. */
const host = createServer((request, response) => {
  const path = new URL(request.url, "http://host").pathname;
  if (path === "/") return response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
  if (path === "/plan.pmtiles") return range(request, response);
  try {
    const file = readFileSync(fileURLToPath(new URL(`.${path}`, packages)));
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(file);
  } catch {
    response.writeHead(404).end();
  }
});

function range(request, response) {
  const size = statSync(ARCHIVE).size;
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "bytes=0-0");
  const last = Math.min(Number(to), size - 1);
  const bytes = Buffer.alloc(last - Number(from) + 1);
  const file = openSync(ARCHIVE);
  readSync(file, bytes, 0, bytes.length, Number(from));
  closeSync(file);
  response.writeHead(206, { "content-range": `bytes ${from}-${last}/${size}`, "content-length": bytes.length }).end(bytes);
}

/** All features of a collection, by its own pages. */
async function whole(collection) {
  const features = [];
  for (let next = `${BASE}/collections/${collection}/items?limit=1000`; next; ) {
    const page = await (await fetch(next)).json();
    features.push(...page.features);
    next = page.links.find(({ rel }) => rel === "next")?.href;
  }
  return features;
}

await new Promise((done) => host.listen(0, "127.0.0.1", done));
const browser = await chromium.launch({ executablePath: execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim(), args: FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  const said = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && !message.text().includes("GPU stall") && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(`http://127.0.0.1:${host.address().port}/`);
  await page.waitForFunction(() => window.ready);
  const bounds = (await (await fetch(`${BASE}/collections/clusters?f=json`)).json()).extent.spatial.bbox[0];
  await page.evaluate(async (bounds) => {
    const style = { version: 8, sources: {}, layers: [{ id: "paper", type: "background", paint: { "background-color": "#fff" } }] };
    window.map = new window.maplibregl.Map({ container: "map", style, bounds, fitBoundsOptions: { padding: 20 }, fadeDuration: 0 });
    await window.map.once("load");
  }, bounds);

  const paints = [
    ["regions", "fill", { "fill-color": "#e8e4da", "fill-outline-color": "#888" }],
    ["clusters", "fill", { "fill-color": "#9ecae1", "fill-opacity": 0.5 }],
    ["links", "line", { "line-color": "#636363" }],
    ["schools", "circle", { "circle-radius": 3, "circle-color": "#d94801" }],
  ];
  for (const [collection, type, paint] of paints) {
    const expected = (await whole(collection)).filter(({ geometry }) => geometry).length;
    const found = await page.evaluate(async ([name, type, paint, data]) => {
      const { map } = window;
      map.addSource(name, { type: "geojson", data });
      map.addLayer({ id: name, source: name, type, paint });
      await map.once("idle");
      const held = await map.getSource(name).getData();
      const drawn = map.queryRenderedFeatures({ layers: [name] }).map(({ properties }) => properties.npsn ?? properties.hub ?? properties.code);
      return { held: held.features.filter(({ geometry }) => geometry).length, drawn: new Set(drawn).size };
    }, [collection, type, paint, `${BASE}/collections/${collection}/items?limit=10000`]);
    assert.equal(found.held, expected, collection);
    assert.ok(found.drawn > expected / 2, `${collection}: ${found.drawn} of ${expected} drawn`);
    console.log(`ok MapLibre, ${collection} as GeoJSON: ${found.held} features, ${found.drawn} drawn in view`);
  }

  const tiled = await page.evaluate(async (url) => {
    const { map, maplibregl, pmtiles } = window;
    for (const name of ["schools", "links", "clusters", "regions"]) map.removeLayer(name);
    maplibregl.addProtocol("pmtiles", new pmtiles.Protocol().tile);
    map.addSource("plan", { type: "vector", url: `pmtiles://${url}` });
    const layer = (name, type, paint) => map.addLayer({ id: `t-${name}`, source: "plan", "source-layer": name, type, paint });
    layer("regions", "fill", { "fill-color": "#dfe8da", "fill-outline-color": "#888" });
    layer("clusters", "fill", { "fill-color": "#9ecae1", "fill-opacity": 0.5 });
    layer("links", "line", { "line-color": "#636363" });
    layer("schools", "circle", { "circle-radius": 3, "circle-color": "#0b5d66" });
    await map.once("idle");
    const count = (name) => new Set(map.queryRenderedFeatures({ layers: [`t-${name}`] }).map(({ id }) => id)).size;
    return Object.fromEntries(["regions", "clusters", "links", "schools"].map((name) => [name, count(name)]));
  }, `http://127.0.0.1:${host.address().port}/plan.pmtiles`);
  for (const [name, drawn] of Object.entries(tiled)) assert.ok(drawn > 0, `${name} of the archive: none drawn`);
  console.log(`ok MapLibre, PMTiles from a file host: ${Object.entries(tiled).map(([name, drawn]) => `${drawn} ${name}`).join(", ")} drawn in view`);
  await page.screenshot({ path: PICTURE });
  assert.deepEqual(said, []);
  console.log(`ok MapLibre said nothing on the console; picture in ${PICTURE}`);
} finally {
  await browser.close();
  host.close();
}
