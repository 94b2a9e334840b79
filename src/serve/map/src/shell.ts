// The frame of the page: head with search and switches, the map's place, the panel that is a sheet on a phone.

import { button, el, icon } from "./dom.ts";
import type { Page } from "./page.ts";
import { search } from "./search.ts";
import { type Language, THEMES, type Theme } from "./state.ts";

export interface Shell {
  element: HTMLElement;
  /** Where the map is drawn. */
  mapPlace: HTMLElement;
  /** The map with all that lies over it. */
  stage: HTMLElement;
  /** What lies over the map: legend, buttons. */
  over: HTMLElement;
  panel: HTMLElement;
}

export interface ShellActs {
  zoom(by: 1 | -1): void;
  fit(): void;
  resized(): void;
}

export function shell(page: Page, acts: ShellActs): Shell {
  const { words } = page;
  const mapPlace = el("div", { class: "map", id: "map" });
  const over = el("div", { class: "over" });
  const panel = el("div", { class: "panel-body" });
  const stage = el("section", { class: "stage", "aria-label": words.mapLabel }, mapPlace, over, mapButtons(page, acts));
  const sheet = el("main", { class: "panel", "aria-labelledby": "panel-title", id: "panel" }, handle(page, acts), panel);
  const skip = el("a", { class: "skip", href: "#panel", on: { click: (event) => skipTo(event, panel) } }, words.skip);
  const element = el("div", { class: "app" }, skip, head(page), page.notices.element, sheet, stage);
  return { element, mapPlace, stage, over, panel };
}

function skipTo(event: Event, panel: HTMLElement): void {
  event.preventDefault();
  panel.querySelector<HTMLElement>("h1")?.focus();
}

function head(page: Page): HTMLElement {
  const { words, store } = page;
  const other: Language = store.view.language === "id" ? "en" : "id";
  const language = button(words.otherLanguage, () => store.set({ language: other }), { class: "plain", lang: other });
  const share = button(words.share, () => void copyLink(page), { class: "plain" });
  return el(
    "header",
    { class: "head" },
    el("a", { class: "brand", href: "#" }, "imbas"),
    search(page),
    el("div", { class: "switches" }, theme(page), language, share),
  );
}

function theme(page: Page): HTMLElement {
  const { words, store } = page;
  const option = (one: Theme | null) => el("option", { value: one ?? "" }, words.theme[one ?? "auto"]);
  const select = el("select", { id: "theme", "aria-label": words.theme.label }, option(null), THEMES.map(option));
  select.value = store.view.theme ?? "";
  select.addEventListener("change", () => store.set({ theme: (select.value || null) as Theme | null }, "move"));
  return select;
}

async function copyLink({ notices, words }: Page): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    notices.mention("done", words.shared);
  } catch {
    notices.mention("done", words.notShared);
  }
}

function mapButtons({ words }: Page, acts: ShellActs): HTMLElement {
  const act = (which: string, label: string, does: () => void) => button(icon(which), does, { "aria-label": label, title: label });
  return el(
    "div",
    { class: "map-buttons" },
    act("plus", words.zoomIn, () => acts.zoom(1)),
    act("minus", words.zoomOut, () => acts.zoom(-1)),
    act("fit", words.fit, () => acts.fit()),
  );
}

/** Makes the sheet of a phone taller or lower. */
function handle({ words }: Page, acts: ShellActs): HTMLElement {
  const toggle = button(
    el("span", { class: "grip", "aria-hidden": "true" }),
    () => {
      const tall = document.documentElement.classList.toggle("tall-sheet");
      toggle.setAttribute("aria-expanded", String(tall));
      toggle.setAttribute("aria-label", tall ? words.sheet.less : words.sheet.more);
      acts.resized();
    },
    { class: "handle", "aria-expanded": "false", "aria-label": words.sheet.more },
  );
  return toggle;
}
