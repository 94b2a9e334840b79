// What the audit found about a school: the point as given and the proposed point side by side, or the district as a whole.

import type { Feature } from "geojson";
import { el, name } from "../dom.ts";
import type { Page } from "../page.ts";
import { regionLink } from "./links.ts";

export function findings(page: Page, found: Feature[]): HTMLElement {
  return el(
    "section",
    { class: "findings" },
    el("h2", {}, page.words.school.whyCheck),
    found.map((one) => finding(page, one)),
  );
}

function finding(page: Page, { properties, geometry }: Feature): HTMLElement {
  const { words, store, numbers } = page;
  const { code, advice, advice_en, found, place, severity, schools, region, region_name, suspect, confidence } = properties ?? {};
  const { proposal_lon, proposal_lat } = properties ?? {};
  const given = geometry?.type === "Point" ? geometry.coordinates : null;
  const proposed = proposal_lon == null || proposal_lat == null ? null : [proposal_lon, proposal_lat];
  const group = schools > 0 && region;
  return el(
    "div",
    { class: "finding" },
    el(
      "p",
      {},
      el("span", { class: `tag tag-${severity}` }, words.finding.severity[severity] ?? severity),
      " ",
      el("strong", {}, words.finding.code[code] ?? code),
    ),
    el("p", {}, store.view.language === "id" ? advice : advice_en),
    group
      ? el("p", {}, words.finding.group(numbers.whole(schools), region_name ?? region), ". ", words.finding.suspect[suspect] ?? "", ".")
      : null,
    group ? el("p", {}, regionLink(page, region, words.finding.showGroup)) : null,
    given || proposed
      ? el(
          "div",
          { class: "points" },
          point(page, words.finding.given, given),
          point(page, words.finding.proposed, proposed, confidence ? words.finding.confidence[confidence] : undefined),
        )
      : null,
    el(
      "details",
      {},
      el("summary", {}, words.finding.found),
      el("p", { class: "soft", lang: "en" }, name(found)),
      el("p", { class: "soft" }, place ?? ""),
    ),
  );
}

function point(page: Page, word: string, at: number[] | null, more?: string): HTMLElement {
  const { words } = page;
  const [lon, lat] = at ?? [];
  const number = (value: number | undefined) => (value === undefined ? "" : String(value));
  return el(
    "div",
    { class: "point" },
    el("strong", {}, word),
    at
      ? el(
          "dl",
          {},
          el("dt", {}, words.finding.lat),
          el("dd", { class: "n" }, number(lat)),
          el("dt", {}, words.finding.lon),
          el("dd", { class: "n" }, number(lon)),
        )
      : el("p", { class: "soft" }, words.finding.noProposal),
    more ? el("p", { class: "soft" }, more) : null,
  );
}
