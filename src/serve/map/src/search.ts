// Find: type a region, a school's name or an NPSN, choose from the list, go there. A combobox as the ARIA practices describe it.

import { ApiError, Superseded } from "./api/client.ts";
import type { SearchResults } from "./api/types.ts";
import { el, fill, name } from "./dom.ts";
import type { Page } from "./page.ts";
import { enterRegion } from "./panel/links.ts";
import type { View } from "./state.ts";

const WAIT_MS = 120;
const LEAST_LETTERS = 2;

/** One line of the list. */
interface Choice {
  id: string;
  title: string;
  detail: string;
  change: Partial<View>;
}

export function search(page: Page): HTMLElement {
  const { words } = page;
  const input = el("input", {
    type: "search",
    id: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 80,
    placeholder: words.search.placeholder,
    "aria-label": words.search.label,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "found",
  });
  const list = el("ul", { id: "found", role: "listbox", "aria-label": words.search.label, hidden: true });
  const told = el("p", { class: "hidden", role: "status" });
  const element = el("form", { class: "search", role: "search" }, input, list, told);
  new Combobox(page, input, list, told);
  element.addEventListener("submit", (event) => event.preventDefault());
  return element;
}

class Combobox {
  #choices: Choice[] = [];
  #active = -1;
  #timer = 0;

  constructor(
    readonly page: Page,
    readonly input: HTMLInputElement,
    readonly list: HTMLUListElement,
    readonly told: HTMLElement,
  ) {
    input.addEventListener("input", () => this.#later());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => setTimeout(() => this.#close(), 200));
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), WAIT_MS);
  }

  async #ask(): Promise<void> {
    const text = this.input.value.trim();
    if (text.length < LEAST_LETTERS) return this.#close();
    try {
      const results = await this.page.client.ask<SearchResults>("search", `/search?${new URLSearchParams({ q: text })}`);
      this.#show(choicesOf(this.page, results), text);
    } catch (error) {
      if (error instanceof Superseded) return;
      if (!(error instanceof ApiError)) throw error;
      this.told.textContent = error.sentence(this.page.store.view.language) ?? this.page.words.notice.network;
      fill(this.list, el("li", { class: "none" }, this.told.textContent));
      this.#open(true);
    }
  }

  #show(choices: Choice[], text: string): void {
    const { words, numbers } = this.page;
    this.#choices = choices;
    this.#active = -1;
    this.told.textContent = choices.length === 0 ? words.search.none(text) : words.search.found(numbers.whole(choices.length));
    const option = (choice: Choice, at: number) =>
      el(
        "li",
        {
          id: choice.id,
          role: "option",
          "aria-selected": "false",
          on: { mousedown: (event) => event.preventDefault(), click: () => this.#choose(at) },
        },
        name(choice.title),
        el("span", { class: "soft" }, name(choice.detail)),
      );
    const none = el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, words.search.none(text));
    fill(this.list, choices.length === 0 ? none : choices.map(option));
    this.#open(true);
  }

  #key(event: KeyboardEvent): void {
    const last = this.#choices.length - 1;
    const steps: Record<string, number> = { ArrowDown: this.#active + 1, ArrowUp: this.#active - 1 };
    const step = steps[event.key];
    if (event.key === "Escape") this.#close();
    else if (event.key === "Enter") {
      event.preventDefault();
      if (last >= 0) this.#choose(Math.max(this.#active, 0));
      else void this.#ask().then(() => this.#choices.length > 0 && this.#choose(0));
    } else if (step !== undefined && last >= 0) {
      event.preventDefault();
      this.#point(step < 0 ? last : step > last ? 0 : step);
    }
  }

  #point(at: number): void {
    this.#active = at;
    for (const [index, option] of [...this.list.children].entries()) option.setAttribute("aria-selected", String(index === at));
    this.list.children[at]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", this.#choices[at]?.id ?? "");
  }

  #choose(at: number): void {
    const choice = this.#choices[at];
    if (!choice) return;
    this.input.value = "";
    this.#choices = [];
    this.#close();
    this.page.store.set(choice.change);
  }

  #open(open: boolean): void {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#open(false);
  }
}

/** Regions first, then schools; a school is shown in its regency. */
function choicesOf(page: Page, { regions, schools }: SearchResults): Choice[] {
  const { words } = page;
  const ofRegions = regions.map((region) => ({
    id: `found-region-${region.code}`,
    title: region.name,
    detail: [words.rank[region.level] ?? region.level, ...region.parents.map(({ name }) => name), region.code].join(" · "),
    change: enterRegion(region.code),
  }));
  const ofSchools = schools.map((school) => ({
    id: `found-school-${school.npsn}`,
    title: school.name,
    detail: [school.npsn, school.form, school.district, school.regency].filter(Boolean).join(" · "),
    change: { ...enterRegion(school.regency_code ?? page.store.view.region), level: null, school: school.npsn },
  }));
  return [...ofRegions, ...ofSchools];
}
