// What a reader can take away: lists, GIS files, a page to print, a picture; each of the plan that is shown, be it the served one or not.

import { collectionAddress, languageOf, planParameters, regionPage, takenAddress } from "../api/addresses.ts";
import type { Shown } from "../data.ts";
import { button, el, refill } from "../dom.ts";
import type { Page, Part } from "../page.ts";
import { isServed } from "../state.ts";

export function take(page: Page, picture: () => void): Part<Shown> {
  const { words, store } = page;
  const note = el("p", { class: "soft" });
  const list = el("ul", { class: "links", tabindex: -1 });
  const element = el("section", { class: "take" }, el("h2", {}, words.take.title), note, list);
  return {
    element,
    update: ({ region }) => {
      note.textContent = isServed(store.view) || !region ? "" : words.take.notServed;
      note.hidden = note.textContent === "";
      const items = region ? ofRegion(page, region.code) : [];
      const draw = button(words.take.picture, picture, { "data-key": "picture", class: "plain" });
      refill(
        list,
        [...items, draw].map((item) => el("li", {}, item)),
      );
    },
  };
}

function ofRegion(page: Page, code: string): HTMLElement[] {
  const { words, store } = page;
  const { view } = store;
  const parameters = planParameters(view);
  const link = (address: string, word: string) => el("a", { href: address, "data-key": word }, word);
  // A decree is signed for the plan that is served: what is being tried out has none.
  const level = new URLSearchParams(view.level === null ? {} : { level: view.level });
  const decree = isServed(view) ? [link(takenAddress(code, "decree", level), words.take.decree)] : [];
  return [
    link(takenAddress(code, "assignments.html", parameters), words.take.annex),
    ...decree,
    link(takenAddress(code, "map.svg", parameters, Object.fromEntries(languageOf(view))), words.take.sheet),
    link(takenAddress(code, "assignments.xlsx", parameters), words.take.xlsx),
    link(takenAddress(code, "assignments.csv", parameters), words.take.csv),
    link(collectionAddress("clusters", code, parameters), words.take.clusters),
    link(collectionAddress("schools", code, parameters), words.take.schools),
    link(collectionAddress("links", code, parameters), words.take.links),
    link(regionPage(code, view), words.take.page),
  ];
}
