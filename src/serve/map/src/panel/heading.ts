// The region's name, what it is, and the way up.

import { regionPage } from "../api/addresses.ts";
import type { Shown } from "../data.ts";
import { el, name, refill } from "../dom.ts";
import type { Page, Part } from "../page.ts";
import { capital } from "../words/index.ts";
import { regionLink } from "./links.ts";

export function heading(page: Page): Part<Shown> {
  const element = el("header", { class: "heading" });
  return {
    element,
    update: ({ region, plan }) => {
      const { words } = page;
      const title = el("h1", { tabindex: -1, id: "panel-title" }, region ? name(region.name) : (plan?.programme.name ?? words.everywhere));
      const crumbs = region && el("nav", { class: "crumbs", "aria-label": words.figures.title }, regionLink(page, null, words.everywhere));
      for (const parent of region?.parents.toReversed() ?? []) crumbs?.append(" › ", regionLink(page, parent.code, parent.name));
      const kind = region && `${capital(words.rank[region.level] ?? region.level)} · ${words.code(region.code)}`;
      const tables = el("a", { href: region ? regionPage(region.code, page.store.view) : "#view=tables", class: "quiet" }, words.tables);
      refill(element, crumbs, title, el("p", { class: "soft" }, kind ?? words.everywhere, " · ", tables));
    },
  };
}
