// The real list of West Sumatra (5,594 schools), where it lies beside the checkout: what looks at pixels and numbers.

import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { difference, launch, pixelsOf, Visit } from "./browser.ts";
import { ROOT, type Server, serve } from "./server.ts";

const DATA = process.env.IMBAS_SHARED_DATA ?? `${ROOT}../shared/data`;
const LIST = `${DATA}/sekolah-sumbar-2019`;
const OPTIONS = [
  LIST,
  "--hubs",
  `${DATA}/penggerak-sumbar/penggerak_sma_sumbar_npsn.csv`,
  "--boundaries",
  `${DATA}/batas-sumbar/kecamatan_13.geojson`,
  "--boundaries",
  `${DATA}/batas-sumbar/kabkota_13.geojson`,
  "--programme",
  "sekolah-penggerak",
];
const isThere = existsSync(LIST);

describe.skipIf(!isThere)("the list of West Sumatra", () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([serve(OPTIONS), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  const open = (hash: string, options = {}) => Visit.open(browser, server.address, hash, options);
  const api = async (path: string) => (await fetch(server.address + path)).json();
  const whole = new Intl.NumberFormat("id-ID");

  test("the whole province is on the map, in sums, with the numbers of the API", async () => {
    const visit = await open("");
    const { counts } = await api("/summary");
    const legend = await visit.text(".legend");
    for (const count of [counts.hubs, counts.members, counts.unreached, counts.needs_check]) expect(legend).toContain(whole.format(count));
    // Rings of sums in the colour of what is not reached: most levels have no hub.
    await visit.becomes("sumbar", (picture) => pixelsOf(picture, "#b8330e") > 200);
    await visit.close();
  });

  test("a city found by its name shows its schools, hubs and members by their shapes", async () => {
    const visit = await open("");
    const box = visit.page.locator("#search");
    await box.fill("padang panjang");
    await visit.page
      .getByRole("option", { name: /Padang Panjang/ })
      .first()
      .waitFor();
    await box.press("ArrowDown");
    await box.press("Enter");
    await visit.drawn();
    const region = visit.hash().get("region");
    expect(region).toBe("13.74");
    const { counts } = await api(`/regions/${region}/summary`);
    expect(await visit.text(".figures")).toContain(whole.format(counts.schools));
    await visit.becomes("sumbar-kota", (picture) => pixelsOf(picture, "#b8330e") > 100);
    await visit.close();
  });

  test("a planner's what-if over the province's senior schools changes the map and tells before and after", async () => {
    const visit = await open("#region=13&level=SMA");
    const before = await visit.picture("sumbar-sma");
    await visit.page.locator("#reach-exact").fill("12");
    await visit.drawn();
    const changes = await api("/regions/13/changes?level=SMA&reach_km=12");
    await visit.page.waitForFunction(
      (count) => document.querySelector(".before-after")?.textContent?.includes(count),
      whole.format(changes.after.counts.members),
    );
    await visit.becomes("sumbar-sma-12", (after) => difference(before, after) > 500);
    await visit.close();
  });

  test("Sungai Pua is shown displaced as a whole: its cloud, its boundary, and the way between", async () => {
    const { findings } = await api("/findings?code=displaced_district&region=13.06.12");
    const [group] = findings;
    const visit = await open(`#region=13.06&school=${group.schools[0]}`);
    await visit.page.getByText("Sebaran titik dalam daftar").first().waitFor();
    expect(await visit.text(".findings")).toContain(`${group.points.length} dari 20 sekolah bertitik`);
    await visit.becomes("sumbar-displaced", (picture) => pixelsOf(picture, "#d6006c") > 300 && pixelsOf(picture, "#ffc53d") > 60);
    await visit.close();
  });

  test("a phone has the city too, and nothing is cut off", async () => {
    const visit = await open("#region=13.75", { viewport: { width: 390, height: 844 } });
    await visit.picture("sumbar-phone", "body");
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await visit.close();
  });
});
