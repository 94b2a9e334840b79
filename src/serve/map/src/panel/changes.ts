// Which schools another plan sends elsewhere, and the exact cost of what was decided.

import type { Changes } from "../api/types.ts";
import type { Shown } from "../data.ts";
import { el, name, refill } from "../dom.ts";
import type { Page, Part } from "../page.ts";
import { schoolLink } from "./links.ts";
import { costText } from "./school.ts";

type Moved = Changes["changes"][number];

/** Most schools that are listed; the map shows all. */
const LISTED = 40;

export function changes(page: Page): Part<Shown> {
  const element = el("section", { class: "changes", tabindex: -1 });
  return {
    element,
    update: ({ changes }) => {
      element.hidden = changes === null;
      refill(element, changes ? list(page, changes) : null);
    },
  };
}

function list(page: Page, { changes, numberMatched, planned, decisions }: Changes): Node[] {
  const { words, numbers } = page;
  const rest = numberMatched - Math.min(changes.length, LISTED);
  return [
    el("h2", {}, words.changes.title),
    el("p", {}, numberMatched === 0 ? words.whatIf.same : words.changes.count(numbers.whole(numberMatched))),
    ...(planned.cost ? [el("p", { class: "unlock" }, `${words.changes.cost}: `, el("strong", {}, costText(page, planned.cost)))] : []),
    ...(decisions.length > 0
      ? [
          el(
            "ul",
            { class: "rows" },
            decisions.map((decision) => cost(page, decision)),
          ),
        ]
      : []),
    el(
      "ul",
      { class: "rows" },
      changes.slice(0, LISTED).map((school) => way(page, school)),
    ),
    ...(rest > 0 ? [el("p", { class: "soft" }, words.changes.more(numbers.whole(rest)))] : []),
  ];
}

/** What one decision costs by itself, or that it changes nothing here. */
function cost(page: Page, { kind, name: school, npsn, hub_name, applies, cost }: Changes["decisions"][number]): HTMLElement {
  const { words } = page;
  const word = words.adjust.kind[kind] ?? kind;
  const price = !applies ? words.changes.elsewhere : cost ? costText(page, cost) : words.changes.together;
  const to = hub_name ? [" → ", name(hub_name)] : [];
  return el(
    "li",
    {},
    el("span", { class: "tag" }, word),
    schoolLink(page, npsn, school),
    el("span", { class: "soft" }, ...to, ` ${price}`),
  );
}

function way(page: Page, { npsn, name: school, before, after }: Moved): HTMLElement {
  const { words, numbers } = page;
  const place = ({ hub_name, state, distance_m }: Moved["before"]) => {
    if (hub_name === null) return [words.role[state as keyof typeof words.role] ?? state];
    return [name(hub_name), distance_m === null ? "" : ` (${numbers.km(distance_m)} km)`];
  };
  const line = el("span", { class: "soft" }, `${words.changes.from} `, ...place(before), ` ${words.changes.to} `, ...place(after));
  return el("li", {}, schoolLink(page, npsn, school), line);
}
