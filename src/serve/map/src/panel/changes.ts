// Which schools another plan sends elsewhere, and the exact cost of what was decided.

import type { Changes } from "../api/types.ts";
import type { Shown } from "../data.ts";
import { el, name, refill } from "../dom.ts";
import type { Page, Part } from "../page.ts";
import { schoolLink } from "./links.ts";

/** Most schools that are listed; the map shows all. */
const LISTED = 40;

export function changes(page: Page): Part<Shown> {
  const element = el("section", { class: "changes", tabindex: -1 });
  return {
    element,
    update: ({ changes }) => refill(element, changes ? list(page, changes) : null),
  };
}

function list(page: Page, changes: Changes): Node[] {
  const { words, numbers } = page;
  const rows = changes.schools.slice(0, LISTED).map((school) => {
    const hub = (one: { name: string } | null) => (one ? name(one.name) : words.changes.nobody);
    const way = [`${words.changes.from} `, hub(school.before), ` ${words.changes.to} `, hub(school.after)];
    return el("li", {}, schoolLink(page, school.npsn, school.name), el("span", { class: "soft" }, ...way));
  });
  const rest = changes.schools.length - rows.length;
  return [
    el("h2", {}, words.changes.title),
    el("p", {}, changes.schools.length === 0 ? words.whatIf.same : words.changes.count(numbers.whole(changes.schools.length))),
    el("ul", { class: "rows" }, rows),
    ...(rest > 0 ? [el("p", { class: "soft" }, words.changes.more(numbers.whole(rest)))] : []),
  ];
}
