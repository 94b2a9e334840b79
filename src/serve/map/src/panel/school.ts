// One school: what became of it and why, what other hubs would cost, who is near; and what can be decided about it.

import type { Feature, FeatureCollection } from "geojson";
import type { Assignment, Finding } from "../api/types.ts";
import { forbid, hasRoom, pin, release, unassign } from "../decisions.ts";
import { button, el, fill, name } from "../dom.ts";
import { type Page, roleWord } from "../page.ts";
import { isServed, type Role, type View } from "../state.ts";
import { findings } from "./finding.ts";
import { schoolLink } from "./links.ts";

type Cost = NonNullable<Assignment["why"]>["alternatives"][number]["extra"];
type Named = NonNullable<Assignment["hub"]>;

/** What is known of a school; what is still on its way is null. */
export interface SchoolAnswers {
  school: Feature | null;
  assignment: Assignment | null;
  neighbours: Feature[] | null;
  findings: Finding[] | null;
  /** The boundary of the district of a group finding. */
  district: FeatureCollection | null;
}

/** What can be shown on the map from here. */
export interface SchoolActs {
  /** The school's own point. */
  go(): void;
  /** All that its findings show. */
  whole(): void;
}

/** Draws the school that the view chose. */
export function drawSchool(page: Page, element: HTMLElement, answers: SchoolAnswers, acts: SchoolActs): void {
  const { words, store } = page;
  const back = button(`← ${words.back}`, () => store.set({ school: null }), { class: "plain back", "data-key": "back" });
  const { school, assignment } = answers;
  const properties = school?.properties ?? {};
  const title = el("h1", { tabindex: -1, id: "panel-title" }, school ? name(properties.name) : words.loading);
  fill(
    element,
    back,
    title,
    school && facts(page, school, assignment?.state as Role | undefined, acts.go),
    assignment && answer(page, assignment),
    answers.findings && answers.findings.length > 0
      ? findings(page, { findings: answers.findings, district: answers.district, show: acts.whole })
      : null,
    assignment && decide(page, assignment),
    neighbours(page, answers),
  );
}

function facts(page: Page, { properties, geometry }: Feature, state: Role | undefined, go: () => void): HTMLElement {
  const { words } = page;
  // The school itself is of the served plan; what became of it in the plan that is shown, the assignment tells.
  const role = state ?? properties?.role;
  const { npsn, form, status, grade, approximate, district, regency } = properties ?? {};
  const where = [district, regency].filter((one): one is string => typeof one === "string");
  const point = approximate ? words.school.approximate : words.school.grade[grade];
  return el(
    "div",
    { class: "facts" },
    el("p", {}, el("span", { class: `tag tag-${role}` }, roleWord(page, role as Role)), ` ${form ?? ""} ${status ?? ""} · NPSN ${npsn}`),
    el(
      "p",
      { class: "soft" },
      where.flatMap((one, at) => (at === 0 ? [name(one)] : [", ", name(one)])),
      ` · ${point ?? ""}`,
    ),
    geometry ? button(words.school.go, go, { class: "plain", "data-key": "go" }) : null,
  );
}

function answer(page: Page, assignment: Assignment): HTMLElement {
  switch (assignment.state) {
    case "hub":
      return cluster(page, assignment);
    case "member":
      return why(page, assignment);
    case "unreached":
      return whyNone(page, assignment);
    default:
      return el(
        "section",
        {},
        assignment.sentences.map((sentence) => el("p", { lang: "id" }, sentence)),
      );
  }
}

function cluster(page: Page, { cluster }: Assignment): HTMLElement {
  const { words, numbers } = page;
  if (!cluster) return el("section");
  const places = cluster.places === null ? words.school.unlimited : numbers.whole(cluster.places);
  const load = `${words.school.load(numbers.whole(cluster.members.length), places)}, ${words.school.minimum(numbers.whole(cluster.minimum))}`;
  const rows = cluster.members.map((member) => el("li", {}, schoolLink(page, member.npsn, member.name), distance(page, member)));
  const list = rows.length > 0 ? el("ul", { class: "rows" }, rows) : el("p", { class: "soft" }, words.school.noMembers);
  return el("section", {}, el("h2", {}, words.school.members), el("p", {}, load), list);
}

function why(page: Page, { hub, why, school }: Assignment): HTMLElement {
  const { words, numbers } = page;
  if (!hub) return el("section");
  const rank = why ? `, ${words.school.rank(numbers.whole(why.rank))}` : "";
  const others = why &&
    why.alternatives.length > 0 && [
      el("h2", {}, words.school.whyNot),
      el("p", { class: "soft" }, words.school.extra),
      el(
        "ul",
        { class: "rows alternatives" },
        why.alternatives.map((other) => alternative(page, school.npsn, other)),
      ),
    ];
  return el(
    "section",
    {},
    el("h2", {}, words.school.hub),
    el("p", { class: "hub" }, schoolLink(page, hub.npsn, hub.name), el("br"), distance(page, hub), rank),
    el("h2", {}, words.school.why),
    el("p", {}, why ? (words.school.decided[why.decided] ?? why.decided) : ""),
    ...(others || []),
  );
}

function alternative(page: Page, npsn: string, other: NonNullable<Assignment["why"]>["alternatives"][number]): HTMLElement {
  const { words, numbers, store } = page;
  const { hub, rank, extra } = other;
  const act = button(words.adjust.pin, () => store.set(pin(store.view, npsn, hub.npsn)), {
    class: "small",
    "aria-label": words.adjust.pinTo(hub.name),
    "data-key": `pin-${hub.npsn}`,
    disabled: !hasRoom(store.view),
  });
  const way = el("span", { class: "soft" }, distance(page, hub), `, ${words.school.rank(numbers.whole(rank))}`);
  return el("li", {}, schoolLink(page, hub.npsn, hub.name), way, el("strong", { class: "cost" }, costText(page, extra)), act);
}

/** The part of a cost that comes first in the objective. */
export function costText(page: Page, cost: Cost): string {
  const { words, numbers } = page;
  const parts = ["priority", "shortfall", "crossings", "metres"] as const;
  const first = parts.find((part) => cost[part] !== 0);
  return first ? words.school.cost[first](numbers.signed(cost[first])) : words.school.cost.none;
}

function whyNone(page: Page, { unreached, reason, school }: Assignment): HTMLElement {
  const { words, store } = page;
  const nearest = unreached?.nearest;
  const unlock = unreached?.unlock;
  const sentence = unlock && words.school.unlocks[unlock.code]?.(unlock.hub?.name ?? "", km(page, unlock.hub));
  const hub = unlock?.hub;
  const act =
    hub &&
    button(words.adjust.pinTo(hub.name), () => store.set(pin(store.view, school.npsn, hub.npsn)), {
      class: "small",
      "data-key": `pin-${hub.npsn}`,
      disabled: !hasRoom(store.view),
    });
  return el(
    "section",
    {},
    el("h2", {}, words.school.whyNone),
    el("p", {}, reason ? (words.school.reason[reason] ?? reason) : ""),
    nearest
      ? el("p", {}, `${words.school.nearestHub}: `, schoolLink(page, nearest.npsn, nearest.name), " ", distance(page, nearest))
      : null,
    el("h2", {}, words.school.unlock),
    el("p", { class: "unlock" }, sentence || ""),
    act,
  );
}

function km(page: Page, hub: Named | null | undefined): string {
  return hub?.distance_m == null ? "" : page.numbers.km(hub.distance_m);
}

function distance(page: Page, school: Named): HTMLElement {
  return el("span", { class: "soft n" }, school.distance_m == null ? "" : page.words.school.distance(km(page, school)));
}

/** Lock, forbid, unassign, and another hub by its number. */
function decide(page: Page, { school, hub, state }: Assignment): HTMLElement | null {
  if (state === "hub" || state === "needs_check" || state === "out_of_scope") return null;
  const { words, store } = page;
  const { npsn } = school;
  const act = (label: string, change: (view: View) => Partial<View>) =>
    button(label, () => store.set(change(store.view)), { class: "small", "data-key": label, disabled: !hasRoom(store.view) });
  const isDecided = store.view.unassigned.includes(npsn) || store.view.pins.some((pair) => pair.npsn === npsn);
  const other = el("input", { id: "other-hub", name: "hub", required: true, maxlength: 20, size: 10, autocomplete: "off" });
  const form = el(
    "form",
    { class: "other" },
    el("label", {}, words.adjust.other, other),
    el("button", { class: "small" }, words.adjust.otherGo),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    store.set(pin(store.view, npsn, other.value.trim()));
  });
  return el(
    "section",
    { class: "decide" },
    el("h2", {}, words.adjust.title),
    hasRoom(store.view) ? null : el("p", {}, words.adjust.full),
    el(
      "p",
      { class: "acts" },
      hub ? act(words.adjust.keep, (view) => pin(view, npsn, hub.npsn)) : null,
      hub ? act(words.adjust.forbidTo(hub.name), (view) => forbid(view, npsn, hub.npsn)) : null,
      state === "member" ? act(words.adjust.unassign, (view) => unassign(view, npsn)) : null,
      isDecided ? act(words.adjust.remove(""), (view) => release(view, npsn)) : null,
    ),
    form,
  );
}

function neighbours(page: Page, { neighbours, school }: SchoolAnswers): HTMLElement {
  const { words } = page;
  const rows = neighbours?.map(({ properties }) => {
    const { npsn, name, role, distance_m } = properties ?? {};
    // Roles of neighbours are the served plan's, so that another plan shows none.
    const became = isServed(page.store.view) ? ` · ${roleWord(page, role)}` : "";
    const more = `${page.words.school.distance(page.numbers.km(distance_m))}${became}`;
    return el("li", {}, schoolLink(page, npsn, name), el("span", { class: "soft n" }, more));
  });
  const none = school && !school.geometry ? el("p", { class: "soft" }, words.school.neighboursNone) : null;
  return el("section", {}, el("h2", {}, words.school.neighbours), rows && rows.length > 0 ? el("ul", { class: "rows" }, rows) : none);
}
