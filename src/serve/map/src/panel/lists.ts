// Every school of the region as a list: what the map shows, for the keyboard and for screen readers.

import type { Feature, FeatureCollection } from "geojson";
import { collectionAddress, servedParameters } from "../api/addresses.ts";
import { ApiError, Superseded } from "../api/client.ts";
import type { Shown } from "../data.ts";
import { button, el, refill } from "../dom.ts";
import { type Page, type Part, roleWord } from "../page.ts";
import { ROLES, type Role } from "../state.ts";
import { schoolLink } from "./links.ts";

const STEP = 50;

export function lists(page: Page): Part<Shown> {
  const { words } = page;
  let role: Role = "unreached";
  let count = STEP;
  let features: Feature[] = [];
  const rows = el("div", { tabindex: -1 });
  const choices = el(
    "select",
    { id: "list-role" },
    ROLES.map((one) => el("option", { value: one }, roleWord(page, one))),
  );
  choices.value = role;
  const draw = () => {
    const own = features.filter(({ properties }) => properties?.role === role && !properties.outside);
    const rest = own.length - count;
    const more = () => {
      count += STEP;
      draw();
    };
    refill(
      rows,
      own.length === 0 ? el("p", { class: "soft" }, words.lists.none) : null,
      el(
        "ul",
        { class: "rows" },
        own.slice(0, count).map((school) => row(page, school)),
      ),
      rest > 0 && button(words.lists.more(page.numbers.whole(Math.min(rest, STEP))), more, { class: "plain", "data-key": "more" }),
    );
  };
  choices.addEventListener("change", () => {
    role = choices.value as Role;
    count = STEP;
    draw();
  });
  const label = el("label", { class: "control" }, el("span", { class: "label" }, words.lists.choose), choices);
  const element = el("details", { class: "lists" }, el("summary", {}, words.lists.title), label, rows);
  let shown: Shown | null = null;
  let asked = "";
  const load = async () => {
    const { region, level } = page.store.view;
    if (!element.open || region === null || !shown) return;
    const key = JSON.stringify([region, level, page.client.version]);
    if (shown.schools) features = shown.schools.features;
    else if (asked !== key) features = await ask(page);
    asked = shown.schools ? "" : key;
    draw();
  };
  element.addEventListener("toggle", () => void load());
  return {
    element,
    update: (news) => {
      shown = news;
      element.hidden = page.store.view.region === null;
      void load();
    },
  };
}

/** The schools of the served plan; another plan's are loaded already. */
async function ask({ client, store }: Page): Promise<Feature[]> {
  try {
    const { view } = store;
    return (await client.ask<FeatureCollection>("list", collectionAddress("schools", view.region, servedParameters(view)))).features;
  } catch (error) {
    if (error instanceof ApiError || error instanceof Superseded) return [];
    throw error;
  }
}

function row(page: Page, { properties }: Feature): HTMLElement {
  const { npsn, name, form, distance_m: metres } = properties ?? {};
  const more = metres != null ? page.words.school.distance(page.numbers.km(metres)) : form;
  return el("li", {}, schoolLink(page, String(npsn), String(name)), el("span", { class: "soft n" }, String(more ?? "")));
}
