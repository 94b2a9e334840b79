// How a region fares: reached, distances, loads, and why schools are unreached. Every number is the API's.

import { findingsPage } from "../api/addresses.ts";
import type { Summary } from "../api/types.ts";
import type { Shown } from "../data.ts";
import { type Child, el, refill } from "../dom.ts";
import { type Page, type Part, roleWord } from "../page.ts";
import { ROLES, type Role } from "../state.ts";

export function figures(page: Page): Part<Shown> {
  const element = el("section", { class: "figures", "aria-label": page.words.figures.title, tabindex: -1 });
  return {
    element,
    update: ({ summary }) => refill(element, summary ? measures(page, summary) : el("p", { class: "soft" }, page.words.loading)),
  };
}

function measures(page: Page, summary: Summary): Node[] {
  const { numbers, words } = page;
  const { counts: own, coverage } = summary;
  const parts: Node[] = [];
  if (coverage !== null) {
    const all = own.schools - own.hubs;
    const bar = el("meter", { min: 0, max: 1, value: coverage, "aria-label": words.figures.reached });
    const sentence = words.figures.coverage(numbers.whole(own.members), numbers.whole(all));
    parts.push(
      el("p", { class: "big" }, el("strong", {}, numbers.percent(coverage)), ` ${words.figures.reached}`),
      bar,
      el("p", { class: "soft" }, sentence),
    );
  }
  return [...parts, counts(page, own), distances(page, summary), reasons(page, summary)].filter((part) => part !== null);
}

function counts(page: Page, own: Summary["counts"]): HTMLElement {
  const number = { hub: own.hubs, member: own.members, unreached: own.unreached, needs_check: own.needs_check };
  const { region } = page.store.view;
  // What is wrong with these schools stands on a page of its own, with the points and what to do.
  const checks = (count: string) => el("a", { href: findingsPage(region, page.store.view), "data-key": "checks" }, count);
  const shown = (role: Role, count: string) => (role === "needs_check" && number[role] > 0 ? checks(count) : count);
  const rows = ROLES.map((role): Row => [roleWord(page, role), shown(role, page.numbers.whole(number[role]))]);
  return table([[page.words.figures.schools, page.numbers.whole(own.schools)], ...rows]);
}

function distances(page: Page, { distances, loads }: Summary): HTMLElement {
  const { numbers, words, labels } = page;
  const rows: [string, string][] = [];
  if (distances) {
    const km = (metres: number) => `${numbers.km(metres)} ${words.figures.straight}`;
    rows.push(
      [words.figures.median, km(distances.median_m)],
      [words.figures.p90, km(distances.p90_m)],
      [words.figures.max, km(distances.max_m)],
    );
  }
  if (loads) {
    rows.push([words.figures.loads(labels.member, labels.hub), [loads.min, loads.median, loads.max].map(numbers.whole).join(" / ")]);
    rows.push([`${labels.hub}: ${words.figures.full}`, numbers.whole(loads.full)]);
    rows.push([`${labels.hub}: ${words.figures.below}`, numbers.whole(loads.below_minimum)]);
  }
  return rows.length > 0 ? table(rows) : el("p", { class: "soft" }, words.figures.none);
}

function reasons(page: Page, { unreached }: Summary): HTMLElement | null {
  const rows = Object.entries(unreached).map(([code, schools]): [string, string] => [
    page.words.school.reason[code] ?? code,
    page.numbers.whole(schools),
  ]);
  return rows.length > 0 ? el("details", {}, el("summary", {}, page.words.figures.why), table(rows)) : null;
}

type Row = [word: string, number: Child];

/** A table of a word and a number a row. */
export function table(rows: Row[]): HTMLElement {
  const body = rows.map(([word, number]) => el("tr", {}, el("th", { scope: "row" }, word), el("td", { class: "n" }, number)));
  return el("table", { class: "short" }, el("tbody", {}, body));
}
