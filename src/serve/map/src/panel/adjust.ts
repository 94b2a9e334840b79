// The decisions so far, each to be taken back, and the pairs file that `imbas plan` reads.

import { pairParts } from "../address.ts";
import type { Shown } from "../data.ts";
import { decided, release } from "../decisions.ts";
import { button, el, name, refill } from "../dom.ts";
import type { Page, Part } from "../page.ts";
import { schoolLink } from "./links.ts";

export function adjust(page: Page): Part<Shown> {
  const { words } = page;
  const list = el("div", { tabindex: -1 });
  const element = el("section", { class: "adjust" }, el("h2", {}, words.adjust.title), list);
  return {
    element,
    update: (shown) => {
      const { view } = page.store;
      refill(list, decided(view) === 0 ? el("p", { class: "soft" }, words.adjust.intro) : decisions(page, namesOf(shown)));
    },
  };
}

/** Names of schools that are loaded; a number stands for itself otherwise. */
function namesOf({ schools }: Shown): (npsn: string) => string {
  const names = new Map(schools?.features.map(({ properties }) => [String(properties?.npsn), String(properties?.name)]));
  return (npsn) => names.get(npsn) ?? npsn;
}

function decisions(page: Page, named: (npsn: string) => string): Node[] {
  const { store, words } = page;
  const { view } = store;
  const row = (word: string, npsn: string, hub?: string) => {
    const remove = button("×", () => store.set(release(store.view, npsn, hub)), {
      class: "close",
      "aria-label": words.adjust.remove(`${word} ${named(npsn)}`),
    });
    const to = hub === undefined ? null : [" → ", name(named(hub))];
    return el("li", {}, el("span", { class: "tag" }, word), schoolLink(page, npsn, named(npsn)), ...(to ?? []), remove);
  };
  const rows = [
    ...view.pins.map(({ npsn, hub }) => row(words.adjust.pinned, npsn, hub)),
    ...view.forbidden.map(({ npsn, hub }) => row(words.adjust.forbidden, npsn, hub)),
    ...view.unassigned.map((npsn) => row(words.adjust.unassigned, npsn)),
  ];
  const clear = () => store.set({ pins: [], forbidden: [], unassigned: [] });
  return [
    el("ul", { class: "rows decisions" }, rows),
    el("p", {}, el("a", { href: pairsAddress(page), download: "pasangan.csv", "data-key": "pairs" }, words.adjust.download)),
    button(words.adjust.clear, clear, { class: "plain" }),
  ];
}

function pairsAddress(page: Page): string {
  const parts = pairParts(page.store.view).filter((part): part is [string, string] => part[1] !== null);
  return `/pairs.csv?${new URLSearchParams(parts)}`;
}
