// The filter by level of schools.

import type { Shown } from "../data.ts";
import { el, fill } from "../dom.ts";
import type { Page, Part } from "../page.ts";
import { LEVELS, type Level } from "../state.ts";

export function levels(page: Page): Part<Shown> {
  const { words, store } = page;
  const choices = el("div", { class: "chips" });
  const element = el("fieldset", { class: "levels" }, el("legend", {}, words.level.label), choices);
  const choice = (level: Level | null) => {
    const input = el("input", {
      type: "radio",
      name: "level",
      value: level ?? "",
      on: { change: () => store.set({ level }) },
    });
    return el("label", { class: "chip" }, input, el("span", {}, level ?? words.level.all));
  };
  let offered = "";
  return {
    element,
    update: ({ plan }) => {
      const own = plan ? LEVELS.filter((level) => plan.rules.levels.some((rule) => rule.level === level)) : LEVELS;
      if (own.join() !== offered) fill(choices, choice(null), own.map(choice));
      offered = own.join();
      for (const input of choices.querySelectorAll("input")) input.checked = input.value === (store.view.level ?? "");
    },
  };
}
