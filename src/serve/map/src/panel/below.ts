// The regions below the one that is shown.

import type { Shown } from "../data.ts";
import { el, refill } from "../dom.ts";
import type { Page, Part } from "../page.ts";
import { regionLink } from "./links.ts";

export function below(page: Page): Part<Shown> {
  const { words, numbers } = page;
  const list = el("ul", { class: "rows", tabindex: -1 });
  const element = el("section", { class: "below" }, el("h2", {}, words.regions.title), list);
  return {
    element,
    update: ({ region, top }) => {
      const regions = region
        ? region.children.map(({ code, name, schools }) => ({ code, name, schools }))
        : (top?.regions ?? []).map(({ code, name, counts }) => ({ code, name, schools: counts.schools }));
      element.hidden = regions.length === 0;
      const row = ({ code, name, schools }: (typeof regions)[number]) =>
        el("li", {}, regionLink(page, code, name), el("span", { class: "n soft" }, numbers.whole(schools)));
      refill(list, regions.map(row));
    },
  };
}
