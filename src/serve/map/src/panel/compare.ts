// The proven plan beside what practice would do: on the map by a choice, in numbers by a table.

import type { Summary } from "../api/types.ts";
import type { Shown } from "../data.ts";
import { el, refill } from "../dom.ts";
import type { Page, Part } from "../page.ts";
import { PRACTICES, type Practice } from "../state.ts";

type Achieved = NonNullable<Summary["compared"]>["proven"];

export function compare(page: Page): Part<Shown> {
  const { words, store } = page;
  const choice = (practice: Practice | null) => {
    const input = el("input", { type: "radio", name: "practice", value: practice ?? "", on: { change: () => store.set({ practice }) } });
    return el("label", { class: "chip" }, input, el("span", {}, words.compare[practice ?? "proven"]));
  };
  const choices = el(
    "fieldset",
    { class: "chips" },
    el("legend", { class: "hidden" }, words.compare.title),
    choice(null),
    PRACTICES.map(choice),
  );
  const result = el("div", { tabindex: -1 });
  const element = el("section", { class: "compare" }, el("h2", {}, words.compare.title), choices, result);
  return {
    element,
    update: ({ summary, before }) => {
      for (const input of choices.querySelectorAll("input")) {
        input.checked = input.value === (store.view.practice ?? "");
        // Another plan than the served one is drawn for a region only.
        input.disabled = store.view.region === null && input.value !== "";
      }
      const compared = (summary ?? before)?.compared;
      const note = store.view.practice && el("p", { class: "soft" }, words.compare.note[store.view.practice]);
      refill(result, note, compared ? table(page, compared) : null);
    },
  };
}

function table(page: Page, compared: NonNullable<Summary["compared"]>): HTMLElement {
  const { words, numbers, store } = page;
  const columns = [null, ...PRACTICES];
  const of = (practice: Practice | null): Achieved => compared[practice ?? "proven"];
  const row = (word: string, number: (achieved: Achieved) => string) => {
    const cell = (practice: Practice | null) => el("td", { class: practice === store.view.practice ? "n now" : "n" }, number(of(practice)));
    return el("tr", {}, el("th", { scope: "row" }, word), columns.map(cell));
  };
  const head = columns.map((practice) => el("th", { scope: "col" }, words.compare[practice ?? "proven"]));
  return el(
    "table",
    {},
    el("thead", {}, el("tr", {}, el("td", {}), head)),
    el(
      "tbody",
      {},
      row(words.compare.reached, ({ reached }) => numbers.whole(reached)),
      row(words.compare.metres, ({ metres }) => numbers.km(metres)),
      row(words.compare.overloaded, ({ overloaded_hubs }) => numbers.whole(overloaded_hubs)),
    ),
  );
}
