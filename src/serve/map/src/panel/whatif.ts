// The controls of a what-if and its result before and after. A control that moves changes the view at once; the data follow.

import type { Changes } from "../api/types.ts";
import type { Shown } from "../data.ts";
import { button, el, refill } from "../dom.ts";
import type { Page, Part } from "../page.ts";
import { PROGRAMME_RULES, RANKS, type Rank, type Rules } from "../state.ts";
import { capital } from "../words/index.ts";

/** The farthest that the slider goes; the number beside it takes more. */
const SLIDER_KM = 60;

export function whatIf(page: Page): Part<Shown> {
  const { words, store } = page;
  const set = (change: Partial<Rules>) => store.set({ rules: { ...store.view.rules, ...change } }, "move");
  const controls = [reach(page, set), members(page, "min", set), members(page, "max", set), within(page, set)];
  const reset = button(words.whatIf.reset, () => store.set({ rules: PROGRAMME_RULES }), { "data-key": "reset" });
  const form = el(
    "div",
    { class: "controls" },
    controls.map((control) => control.element),
    reset,
  );
  const result = el("div", { class: "result", "aria-live": "polite", tabindex: -1 });
  const note = el("p", { class: "soft" });
  const element = el("section", { class: "what-if" }, el("h2", {}, words.whatIf.title), note, form, result);
  return {
    element,
    update: (shown) => {
      const ready = store.view.region !== null;
      note.textContent = ready ? words.whatIf.intro : words.whatIf.needsRegion;
      form.hidden = !ready;
      reset.disabled = Object.values(store.view.rules).every((rule) => rule === null);
      for (const control of controls) control.update(shown);
      refill(result, ready && shown.changes ? beforeAfter(page, shown.changes) : null);
    },
  };
}

/** The programme's own value of a rule, where all levels that are shown have the same. */
function own<Key extends "reach_km" | "min" | "max" | "within">(page: Page, { plan }: Shown, rule: Key) {
  const { level } = page.store.view;
  const rules = plan?.rules.levels.filter((one) => level === null || one.level === level) ?? [];
  const values = new Set(rules.map((one) => one[rule]));
  return values.size === 1 ? [...values][0] : undefined;
}

function reach(page: Page, set: (change: Partial<Rules>) => void): Part<Shown> {
  const { words, store } = page;
  const read = (input: HTMLInputElement) => (input.value === "" ? null : Math.max(0, Number(input.value)));
  const slider = el("input", { type: "range", min: 0.5, max: SLIDER_KM, step: 0.5, id: "reach", "aria-label": words.whatIf.reach });
  const exact = el("input", {
    type: "number",
    min: 0,
    step: 0.1,
    inputmode: "decimal",
    id: "reach-exact",
    "aria-label": words.whatIf.reach,
  });
  slider.addEventListener("input", () => set({ reach_km: read(slider) }));
  exact.addEventListener("input", () => exact.validity.valid && set({ reach_km: read(exact) }));
  const element = el(
    "div",
    { class: "control" },
    el("span", { class: "label" }, words.whatIf.reach),
    el("span", { class: "pair" }, slider, exact),
  );
  return {
    element,
    update: (shown) => {
      const asked = store.view.rules.reach_km;
      const programme = own(page, shown, "reach_km");
      exact.placeholder = typeof programme === "number" ? String(programme) : "";
      if (document.activeElement !== exact) exact.value = asked === null ? "" : String(asked);
      if (document.activeElement !== slider || asked === null) slider.value = String(asked ?? programme ?? SLIDER_KM);
      slider.setAttribute("aria-valuetext", asked === null ? words.whatIf.asProgramme : `${page.numbers.km(asked * 1000)} km`);
    },
  };
}

function members(page: Page, rule: "min" | "max", set: (change: Partial<Rules>) => void): Part<Shown> {
  const { words, store } = page;
  const input = el("input", { type: "number", min: 0, max: 100_000, step: 1, inputmode: "numeric", id: `rule-${rule}` });
  input.addEventListener("input", () => input.validity.valid && set({ [rule]: input.value === "" ? null : Number(input.value) }));
  return {
    element: el("label", { class: "control" }, el("span", { class: "label" }, words.whatIf[rule]), input),
    update: (shown) => {
      const programme = own(page, shown, rule);
      input.placeholder = typeof programme === "number" ? String(programme) : "";
      if (document.activeElement !== input) input.value = store.view.rules[rule] === null ? "" : String(store.view.rules[rule]);
    },
  };
}

function within(page: Page, set: (change: Partial<Rules>) => void): Part<Shown> {
  const { words, store } = page;
  const option = (rank: Rank | null) =>
    el("option", { value: rank ?? "" }, rank ? capital(words.rank[rank] ?? rank) : words.whatIf.asProgramme);
  const select = el("select", { id: "rule-within" }, option(null), RANKS.map(option));
  select.addEventListener("change", () => set({ within: (select.value || null) as Rank | null }));
  return {
    element: el("label", { class: "control" }, el("span", { class: "label" }, words.whatIf.within), select),
    update: () => {
      select.value = store.view.rules.within ?? "";
    },
  };
}

type Measure = [word: string, before: string, after: string, difference: string];
type Loads = NonNullable<Changes["before"]["loads"]>;

/** Reached, unreached, distances and loads, before and after, and the difference where the API tells it. */
export function beforeAfter(page: Page, { before, after, difference }: Changes): HTMLElement {
  const { words, numbers, labels } = page;
  const whole = (value: number | null) => (value === null ? "" : numbers.signed(value));
  const km = (value: number | null) => (value === null ? "" : numbers.signedKm(value));
  const both = <Part>(
    word: string,
    one: Part | null | undefined,
    two: Part | null | undefined,
    text: (part: Part) => string,
    more = "",
  ) => {
    const shown = (part: Part | null | undefined) => (part == null ? "–" : text(part));
    return [word, shown(one), shown(two), more] satisfies Measure;
  };
  const [one, two] = [before.distances, after.distances];
  // The three loads stand in one row, as they do among the figures above.
  const spread = ({ min, median, max }: Loads) => [min, median, max].map(numbers.whole).join("/");
  const measures: Measure[] = [
    both(words.compare.reached, before.counts.members, after.counts.members, numbers.whole, whole(difference.reached)),
    both(words.role.unreached, before.counts.unreached, after.counts.unreached, numbers.whole, whole(difference.unreached)),
    both(`${words.figures.median} (km)`, one?.median_m, two?.median_m, numbers.km, km(difference.median_m)),
    both(`${words.figures.p90} (km)`, one?.p90_m, two?.p90_m, numbers.km, km(difference.p90_m)),
    both(`${words.figures.max} (km)`, one?.max_m, two?.max_m, numbers.km, km(difference.max_m)),
    both(capital(words.figures.loads(labels.member, labels.hub)), before.loads, after.loads, spread),
    both(`${capital(labels.hub)}: ${words.figures.full}`, before.loads?.full, after.loads?.full, numbers.whole),
    both(`${capital(labels.hub)}: ${words.figures.below}`, before.loads?.below_minimum, after.loads?.below_minimum, numbers.whole),
  ];
  const head = [words.whatIf.before, words.whatIf.after, words.whatIf.change].map((word) => el("th", { scope: "col" }, word));
  return el(
    "table",
    { class: "before-after" },
    el("caption", { class: "hidden" }, words.whatIf.of(words.figures.title)),
    el("thead", {}, el("tr", {}, el("td", {}), head)),
    el("tbody", {}, measures.map(row)),
  );
}

function row([word, before, after, difference]: Measure): HTMLElement {
  const cells = [before, after, difference].map((one) => el("td", { class: "n" }, one));
  return el("tr", { class: before === after ? "" : "changed" }, el("th", { scope: "row" }, word), cells);
}
