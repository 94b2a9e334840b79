// What a planner can do on the demonstration: find, see, ask why, ask what if, adjust, compare, take away.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { difference, grey, launch, pixelsOf, Visit } from "./browser.ts";
import { DEMO, PROGRAM, ROOT, type Server, serve } from "./server.ts";

let server: Server;
let browser: Browser;
const REGENCY = "#region=99.01";
const MEMBER = "01000000";

beforeAll(async () => {
  [server, browser] = await Promise.all([serve(DEMO), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
const open = (hash: string, options = {}) => Visit.open(browser, server.address, hash, options);
const api = async (path: string) => (await fetch(server.address + path)).json();

test("a region, a school's name and an NPSN are found, and the address tells where one is", async () => {
  const visit = await open("");
  const box = visit.page.locator("#search");
  const choose = async (text: string, option: RegExp) => {
    await box.fill(text);
    await visit.page.getByRole("option", { name: option }).first().waitFor();
    await box.press("ArrowDown");
    await box.press("Enter");
    await visit.drawn();
  };
  await choose("lembah", /Lembah Rekaan/);
  expect(visit.hash().get("region")).toBe("99.01.05");
  expect(await visit.text("h1")).toContain("Lembah Rekaan");
  await choose(MEMBER, /Lembah Rekaan/);
  expect(visit.hash().get("school")).toBe(MEMBER);
  await visit.page.getByText("Mengapa hub ini?").waitFor();
  await choose("contoh 017 lembah", /SD Contoh 017 Lembah/);
  expect(visit.hash().get("school")).toBe("01000272");
  await visit.page.goBack();
  await visit.page.getByRole("heading", { name: "SD Contoh 001 Lembah Rekaan" }).waitFor();
  expect(visit.hash().get("school")).toBe(MEMBER);
  await visit.close();
});

test("each region that is gone to is shown whole, wherever the map was before", async () => {
  const visit = await open(REGENCY);
  for (const [code, level] of [
    ["99.01.05", "district"],
    ["99.71", "regency"],
    ["99.01", "regency"],
  ]) {
    await visit.page.evaluate((hash) => location.assign(hash), `#region=${code}`);
    await visit.page.waitForFunction((code) => document.querySelector(".panel")?.textContent?.includes(`kode ${code} `), code);
    await visit.drawn();
    const { features } = await api(`/regions.geojson?region=${code}&level=${level}`);
    const points = features[0].geometry.coordinates.flat(2) as [number, number][];
    const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
    const [, lat = 0, lon = 0] = (visit.hash().get("at") ?? "").split("/").map(Number);
    expect(lon > Math.min(...lons) && lon < Math.max(...lons), `${code}: ${lon}`).toBe(true);
    expect(lat > Math.min(...lats) && lat < Math.max(...lats), `${code}: ${lat}`).toBe(true);
  }
  await visit.close();
});

test("each role has a shape of its own that can be seen in grey, and the legend counts and switches it", async () => {
  const visit = await open(REGENCY);
  const { counts } = await api("/regions/99.01/summary");
  const legend = await visit.text(".legend");
  for (const count of [counts.hubs, counts.members, counts.unreached, counts.needs_check]) expect(legend).toContain(String(count));
  const all = grey(await visit.picture("see-all"));
  for (const role of ["Sekolah pengimbas", "Sekolah imbas", "Belum terjangkau", "Perlu diperiksa"]) {
    const box = visit.page.locator(".legend").getByLabel(role);
    await box.uncheck();
    const without = await visit.becomes(`see-without-${role.replace(" ", "-")}`, (now) => difference(all, grey(now)) > 40);
    await box.check();
    await visit.becomes("see-again", (again) => difference(without, again) > 40);
  }
  await visit.close();
});

test("the level filter leaves only its schools, on the map and in the numbers", async () => {
  const visit = await open(REGENCY);
  const all = await visit.picture("level-all");
  await visit.page.getByRole("radio", { name: "SMP" }).check({ force: true });
  await visit.drawn();
  expect(visit.hash().get("level")).toBe("SMP");
  const summary = await api("/regions/99.01/summary?level=SMP");
  await visit.page.waitForFunction(
    (count) => document.querySelector(".legend")?.textContent?.includes(count),
    String(summary.counts.members),
  );
  await visit.becomes("level-smp", (smp) => difference(all, smp) > 2000);
  await visit.close();
});

test("a member's page says why: hub, straight distance, rank, what decided, and what three other hubs would cost", async () => {
  const visit = await open(`${REGENCY}&school=${MEMBER}&at=13/-0.0909/94.8265`);
  const answer = await api(`/schools/${MEMBER}/assignment`);
  await visit.page.getByText("Mengapa tidak hub lain?").waitFor();
  const text = await visit.text(".school");
  expect(text).toContain(answer.hub.name);
  expect(text).toContain("1,02 km garis lurus");
  expect(text).toContain("terdekat ke-1");
  expect(text).toContain("Ini hub terdekat yang dibolehkan aturan.");
  for (const { hub } of answer.why.alternatives) expect(text).toContain(hub.name);
  expect(text).toContain("jumlah jarak +1.306 m");
  expect(text).toContain("Tetangga terdekat");
  await visit.becomes("why-member", (picture) => pixelsOf(picture, "#d6006c") > 100);
  await visit.close();
});

test("an unreached school has a reason and the cheapest way out", async () => {
  const schools = await api("/schools.geojson?region=99.01");
  const one = schools.features.find(
    (school: { properties: { role: string; reason: string } }) => school.properties.reason === "capacity_exhausted",
  );
  const visit = await open(`${REGENCY}&school=${one.id}`);
  await visit.page.getByText("Jalan keluar termurah").waitFor();
  const text = await visit.text(".school");
  expect(text).toContain("Semua hub yang dibolehkan penuh");
  expect(text).toMatch(/Satu tempat lagi di |Perluas jangkauan/);
  await visit.picture("why-unreached");
  await visit.close();
});

test("a school that needs checking shows its given and its proposed point side by side", async () => {
  const findings = await api("/findings.geojson?code=lost_sign");
  const { npsn, proposal_lat, region } = findings.features[0].properties;
  const [, lat] = findings.features[0].geometry.coordinates;
  const visit = await open(`#region=${region}&school=${npsn}`);
  await visit.page.getByText("Titik usulan").first().waitFor();
  const text = await visit.text(".points");
  expect(text).toContain(String(lat));
  expect(text).toContain(String(proposal_lat));
  // Both points are on the map, with the line between them.
  await visit.becomes("why-check", (picture) => pixelsOf(picture, "#d6006c") > 60 && pixelsOf(picture, "#7a4b00") > 40);
  await visit.close();
});

test("the region is planned again while a control moves, and before and after stand side by side", async () => {
  const visit = await open(`${REGENCY}&level=SD`);
  const before = await visit.picture("what-if-before");
  const slider = visit.page.getByRole("slider");
  await slider.focus();
  await slider.fill("2");
  await visit.drawn();
  const changes = await api("/regions/99.01/changes?level=SD&reach_km=2");
  await visit.page.waitForFunction(
    (count) => document.querySelector(".before-after")?.textContent?.includes(count),
    String(changes.after.counts.members),
  );
  expect(visit.hash().get("reach_km")).toBe("2");
  const text = await visit.text(".before-after");
  for (const word of ["Sebelum", "Sesudah", "Selisih", "Terjangkau", "Belum terjangkau", "Jarak tengah"]) expect(text).toContain(word);
  expect(await visit.text(".changes")).toContain(`${changes.numberMatched} sekolah berubah`);
  await visit.becomes("what-if-after", (after) => difference(before, after) > 2000);
  await visit.page.getByRole("button", { name: "Atur ulang" }).click();
  await visit.drawn();
  expect(visit.hash().has("reach_km")).toBe(false);
  await visit.close();
});

test("a pinned school costs exactly what the other hub was said to cost, and the pairs file is one that the planner reads", async () => {
  const visit = await open(`${REGENCY}&school=${MEMBER}`);
  const answer = await api(`/schools/${MEMBER}/assignment`);
  const other = answer.why.alternatives[0];
  await visit.page.getByRole("button", { name: `Sematkan ke ${other.hub.name}` }).click();
  expect(visit.hash().get("pin")).toBe(`${MEMBER}:${other.hub.npsn}`);
  await visit.drawn();
  await visit.page.getByText("Pasangan ini diwajibkan.").waitFor();
  await visit.page.getByRole("button", { name: /Kembali ke wilayah/ }).click();
  await visit.page.waitForFunction(() => document.querySelector(".changes")?.textContent?.includes("+1.306 m"));
  const download = visit.page.waitForEvent("download");
  await visit.page.getByRole("link", { name: /berkas pasangan/ }).click();
  const pairs = join(tmpdir(), `pasangan-${process.pid}.csv`);
  writeFileSync(pairs, readFileSync(await (await download).path()));
  expect(readFileSync(pairs, "utf8")).toContain(`${MEMBER},${other.hub.npsn},wajib`);
  const plan = join(tmpdir(), `rencana-${process.pid}.json`);
  execFileSync(PROGRAM, ["plan", ...DEMO, "--pairs", pairs, "--output", plan], {
    cwd: ROOT,
    stdio: "ignore",
  });
  expect(readFileSync(plan, "utf8")).toContain(other.hub.npsn);
  await visit.page.getByRole("button", { name: /Hapus keputusan Disematkan/ }).click();
  expect(visit.hash().has("pin")).toBe(false);
  await visit.close();
});

test("practice stands beside the proven plan, in numbers and on the map", async () => {
  const visit = await open(REGENCY);
  const proven = await visit.picture("compare-proven");
  const { compared } = await api("/regions/99.01/summary");
  const text = await visit.text(".compare");
  for (const practice of ["proven", "nearest", "greedy"]) expect(text).toContain(String(compared[practice].reached));
  await visit.page.getByRole("radio", { name: "Hub terdekat" }).check({ force: true });
  await visit.drawn();
  expect(visit.hash().get("practice")).toBe("nearest");
  await visit.becomes("compare-nearest", (nearest) => difference(proven, nearest) > 1000);
  await visit.close();
});

test("a displaced district is shown as a whole: its points, its boundary, the way between, side by side in the panel", async () => {
  const { findings } = await api("/findings?code=displaced_district");
  const group = findings.find(({ suspect }: { suspect: string }) => suspect === "points");
  const visit = await open(`#school=${group.schools[0]}`);
  await visit.page.getByText("Sebaran titik dalam daftar").first().waitFor();
  const text = await visit.text(".findings");
  expect(text).toContain(`${group.points.length} dari ${group.schools.length} sekolah bertitik`);
  expect(text).toContain("Wilayah yang tertulis");
  expect(await visit.page.locator(".group-members li").count()).toBe(group.schools.length);
  // Boundary and arrow in the colour of what is chosen, the points in that of what needs checking.
  await visit.becomes("displaced", (picture) => pixelsOf(picture, "#d6006c") > 300 && pixelsOf(picture, "#ffc53d") > 60);
  await visit.page.getByRole("button", { name: "Tampilkan semua titiknya dan batas wilayahnya" }).click();
  await visit.drawn();
  await visit.close();
});

test("what is taken away of another plan is that plan", async () => {
  const visit = await open(`${REGENCY}&level=SD&reach_km=2&max=4`);
  await visit.page.getByText("Semua berkas di bawah ini berisi rencana yang sedang tampak").waitFor();
  const links = visit.page.locator(".take a");
  const summary = await api("/regions/99.01/summary?level=SD&reach_km=2&max=4");
  for (const href of await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""))) {
    expect(href).toContain("reach_km=2");
    expect((await fetch(server.address + href)).status, href).toBe(200);
  }
  const csv = await links.filter({ hasText: "CSV" }).getAttribute("href");
  const rows = (await (await fetch(server.address + csv)).text()).split("\n");
  expect(rows.filter((row) => /(^|[,;])member([,;]|$)/.test(row)).length).toBe(summary.counts.members);
  expect(await links.filter({ hasText: "SK" }).count()).toBe(0);
  await visit.close();
});

test("nothing that is fitted to the screen lies under the legend", async () => {
  const visit = await open(REGENCY);
  const legend = await visit.page.locator(".legend").boundingBox();
  const stage = await visit.page.locator(".stage").boundingBox();
  if (!legend || !stage) throw new Error("the page has a legend over its map");
  await visit.page.locator(".legend").evaluate((element) => element.style.setProperty("visibility", "hidden"));
  const drawn = await visit.picture("fit-without-legend");
  // The boundary is drawn in the ink of the page, and nothing else of that colour is so long.
  expect(inkIn(drawn, legend.x - stage.x, legend.y - stage.y, legend.width, legend.height)).toBe(0);
  await visit.close();
});

/** Pixels in the boundary's ink within a box. */
function inkIn(picture: PNG, left: number, top: number, width: number, height: number): number {
  const part = new PNG({ width: Math.floor(width), height: Math.floor(height) });
  PNG.bitblt(picture, part, Math.ceil(left), Math.ceil(top), part.width, part.height, 0, 0);
  return pixelsOf(part, "#1b1f24");
}

test("annex, lists, GIS files and a picture can be taken away", async () => {
  const visit = await open(REGENCY);
  for (const [name, type] of [
    ["Lampiran untuk dicetak", "text/html"],
    ["Daftar penugasan (CSV)", "text/csv"],
    ["Gugus (GeoJSON)", "application/geo+json"],
    ["Sekolah (GeoJSON)", "application/geo+json"],
    ["Garis (GeoJSON)", "application/geo+json"],
  ] as const) {
    const href = await visit.page.locator(".take").getByRole("link", { name }).getAttribute("href");
    const answer = await fetch(server.address + href);
    expect([answer.status, answer.headers.get("content-type")?.split(";")[0]], name).toEqual([200, type]);
  }
  const download = visit.page.waitForEvent("download");
  await visit.page.getByRole("button", { name: /Gambar peta/ }).click();
  const bytes = readFileSync(await (await download).path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(bytes.length).toBeGreaterThan(20_000);
  // The page's own stage is 8 dozen pixels lower: above it stands the title, below it the legend with every sign, and the sources.
  const taken = PNG.sync.read(bytes);
  const canvas = await visit.page.locator(".map canvas").boundingBox();
  expect(taken.height).toBeGreaterThan((canvas?.height ?? 0) + 84 + 60);
  const foot = new PNG({ width: taken.width, height: 120 });
  PNG.bitblt(taken, foot, 0, taken.height - 120, taken.width, 120, 0, 0);
  for (const colour of ["#14213d", "#1f77b4", "#b8330e", "#ffc53d", "#2a6f97"]) expect(pixelsOf(foot, colour), colour).toBeGreaterThan(5);
  writeFileSync(`${ROOT}target/map-screenshots/taken.png`, bytes);
  await visit.close();
});
