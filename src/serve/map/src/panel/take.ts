// What a reader can take away: lists, GIS files, a page to print, a picture.

import { collectionAddress, planParameters, regionAddress, regionPage } from "../api/addresses.ts";
import type { Shown } from "../data.ts";
import { button, el, refill } from "../dom.ts";
import type { Page, Part } from "../page.ts";

export function take(page: Page, picture: () => void): Part<Shown> {
  const { words } = page;
  const list = el("ul", { class: "links", tabindex: -1 });
  const element = el("section", { class: "take" }, el("h2", {}, words.take.title), list);
  return {
    element,
    update: ({ region }) => {
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
  const own = regionAddress(code);
  const parameters = planParameters(store.view);
  const link = (address: string, word: string) => el("a", { href: address, "data-key": word }, word);
  return [
    link(`${own}/assignments.html`, words.take.annex),
    link(`${own}/map.svg`, words.take.sheet),
    link(`${own}/assignments.csv`, words.take.csv),
    link(collectionAddress("clusters", code, parameters), words.take.clusters),
    link(collectionAddress("schools", code, parameters), words.take.schools),
    link(collectionAddress("links", code, parameters), words.take.links),
    link(regionPage(code, store.view.language), words.take.page),
  ];
}
