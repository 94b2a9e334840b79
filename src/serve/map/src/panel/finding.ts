// What the audit found about a school: the point as given and the proposed point side by side, or the district as a whole.

import type { FeatureCollection } from "geojson";
import type { Finding } from "../api/types.ts";
import { button, type Child, el, name } from "../dom.ts";
import type { Page } from "../page.ts";
import { regionLink, schoolLink } from "./links.ts";

/** What the panel knows of a school's findings, and how to show one on the map. */
export interface Found {
  findings: Finding[];
  /** The boundary of the district that a group belongs to. */
  district: FeatureCollection | null;
  show(): void;
}

export function findings(page: Page, found: Found): HTMLElement {
  return el(
    "section",
    { class: "findings" },
    el("h2", {}, page.words.school.whyCheck),
    found.findings.map((one) => finding(page, one, found)),
  );
}

/** Whether a finding is about a whole district whose points lie elsewhere: it is shown, and put right, as one. */
export function isDisplaced({ code, points }: Finding): boolean {
  return code === "displaced_district" && (points?.length ?? 0) > 0;
}

function finding(page: Page, one: Finding, found: Found): HTMLElement {
  const { words, store } = page;
  const isIndonesian = store.view.language === "id";
  return el(
    "div",
    { class: "finding" },
    el(
      "p",
      {},
      el("span", { class: `tag tag-${one.severity}` }, words.finding.severity[one.severity] ?? one.severity),
      " ",
      el("strong", {}, isIndonesian ? one.title : one.title_en),
    ),
    el("p", {}, isIndonesian ? one.advice : one.advice_en),
    isDisplaced(one) ? group(page, one, found) : single(page, one, found),
    el(
      "details",
      {},
      el("summary", {}, words.finding.found),
      el("p", { class: "soft" }, name(isIndonesian ? one.found_id : one.found)),
      el("p", { class: "soft" }, one.place ?? ""),
    ),
  );
}

/** The point as given beside the proposed one. */
function single(page: Page, { severity, given, proposal, confidence }: Finding, { show }: Found): Child[] {
  const { words } = page;
  if (!proposal && (!given || severity !== "error")) return [];
  return [
    el(
      "div",
      { class: "points" },
      box(words.finding.given, given ? degrees(page, given) : el("p", { class: "soft" }, words.finding.noPoint)),
      box(
        words.finding.proposed,
        proposal ? degrees(page, proposal) : el("p", { class: "soft" }, words.finding.noProposal),
        confidence ? el("p", { class: "soft" }, words.finding.confidence[confidence] ?? confidence) : null,
      ),
    ),
    given && proposal ? button(words.finding.showBoth, show, { class: "plain", "data-key": "show-both" }) : null,
  ];
}

/** The cloud of points beside the place where they are expected: a district is put right as a whole. */
function group(page: Page, { schools = [], points = [], region, suspect }: Finding, { district, show }: Found): Child[] {
  const { words, numbers } = page;
  const place = district?.features[0]?.properties?.name ?? region ?? "";
  const count = numbers.whole(schools.length);
  const members = schools.map((npsn) => el("li", {}, schoolLink(page, npsn, npsn)));
  return [
    el("p", {}, words.finding.group(count, place), suspect ? `; ${words.finding.suspect[suspect] ?? suspect}` : "", "."),
    el(
      "div",
      { class: "points" },
      box(words.finding.cloud, el("p", { class: "soft" }, words.finding.cloudCount(numbers.whole(points.length), count))),
      region ? box(words.finding.likely, el("p", {}, regionLink(page, region, place))) : null,
    ),
    button(words.finding.showGroup, show, { class: "plain", "data-key": "show-group" }),
    el("details", { class: "group-members" }, el("summary", {}, words.finding.members), el("ul", { class: "rows" }, members)),
  ];
}

function box(word: string, ...content: Child[]): HTMLElement {
  return el("div", { class: "point" }, el("strong", {}, word), content);
}

function degrees({ words }: Page, { lat, lon }: NonNullable<Finding["given"]>): HTMLElement {
  const entry = (word: string, number: number) => [el("dt", {}, word), el("dd", { class: "n" }, String(number))];
  return el("dl", {}, entry(words.finding.lat, lat), entry(words.finding.lon, lon));
}
