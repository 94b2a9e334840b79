// Where the numbers come from, so that they can be repeated a year later.

import licences from "made:licences";
import type { Shown } from "../data.ts";
import { el, fill, name } from "../dom.ts";
import type { Page, Part } from "../page.ts";

export function origin(page: Page): Part<Shown> {
  const { words } = page;
  const list = el("dl");
  const element = el("details", { class: "origin" }, el("summary", {}, words.origin.title), list);
  return {
    element,
    update: ({ plan, summary }) => {
      const source = summary?.provenance ?? plan;
      if (!source) return;
      const { programme } = source;
      const entry = (word: string, ...value: (Node | string)[]) => [el("dt", {}, word), el("dd", {}, ...value)];
      fill(
        list,
        entry(words.origin.programme, name(programme.name)),
        programme.legal_basis ? entry(words.origin.legal, name(programme.legal_basis)) : [],
        programme.period ? entry(words.origin.period, name(programme.period)) : [],
        entry(words.origin.version, el("code", {}, source.version)),
        entry(words.origin.method, words.origin.straight),
        entry(
          words.origin.inputs,
          el(
            "ul",
            {},
            source.inputs.map((input) => el("li", {}, name(input.name))),
          ),
        ),
        entry(words.map, words.origin.land, " · ", el("a", { href: licences }, words.origin.licences)),
      );
    },
  };
}
