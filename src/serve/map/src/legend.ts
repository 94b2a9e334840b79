// The legend on the map: what each sign means and how many there are; each role can be switched off and on.

import type { Shown } from "./data.ts";
import { el } from "./dom.ts";
import { drawing, type SymbolName } from "./map/symbols.ts";
import { type Page, type Part, roleWord } from "./page.ts";
import { isServed, ROLES, type Role } from "./state.ts";

/** A zoom at which schools stand singly in any list. */
const DEEP = 22;

export function legend(page: Page): Part<Shown> {
  const { words, store } = page;
  const rows = ROLES.map((role) => roleRow(page, role));
  const sign = (symbol: SymbolName, word: string) => el("li", {}, wrap(drawing(symbol)), word);
  const stroke = (kind: string, word: string) => el("li", {}, el("span", { class: `stroke stroke-${kind}`, "aria-hidden": "true" }), word);
  const moved = stroke("moved", words.legend.moved);
  const cell = stroke("cell", words.legend.cell);
  const element = el(
    "details",
    { class: "legend" },
    el("summary", {}, words.legend.title),
    el(
      "ul",
      {},
      rows.map((row) => row.element),
      sign("doubtful", words.legend.doubtful),
      sign("proposed", words.legend.proposed),
      stroke("link", words.legend.link),
      stroke("area", words.legend.area(page.labels.cluster)),
      moved,
      cell,
      el("li", { class: "soft" }, words.legend.load(page.labels.member)),
    ),
  );
  element.open = matchMedia("(min-width: 60rem)").matches;
  return {
    element,
    update: ({ summary, moved: lines, tiles }) => {
      // What is not on the map needs no explanation.
      moved.hidden = !lines?.features.length;
      cell.hidden = !isServed(store.view) || !tiles || (store.view.camera?.zoom ?? DEEP) >= tiles.singly_from;
      const counts = summary?.counts;
      const number: Record<Role, number | undefined> = {
        hub: counts?.hubs,
        member: counts?.members,
        unreached: counts?.unreached,
        needs_check: counts?.needs_check,
      };
      for (const row of rows) row.update({ hidden: store.view.hidden.includes(row.role), count: number[row.role] });
    },
  };
}

function wrap(svg: SVGSVGElement): HTMLElement {
  const box = el("span", { class: "sign-box", "aria-hidden": "true" });
  box.append(svg);
  return box;
}

function roleRow(page: Page, role: Role) {
  const { store, numbers } = page;
  const box = el("input", { type: "checkbox" });
  box.addEventListener("change", () => {
    const others = store.view.hidden.filter((one) => one !== role);
    store.set({ hidden: box.checked ? others : [...others, role] }, "move");
  });
  const count = el("span", { class: "n" });
  const element = el("li", {}, el("label", {}, box, wrap(drawing(role)), roleWord(page, role), count));
  return {
    role,
    element,
    update: ({ hidden, count: number }: { hidden: boolean; count: number | undefined }) => {
      box.checked = !hidden;
      count.textContent = number === undefined ? "" : numbers.whole(number);
    },
  };
}
