// The panel: a region with its controls, or the school that was chosen. The parts stay, so that a control that is being moved is never
// replaced under the hand.

import type { Shown } from "../data.ts";
import { el, fill } from "../dom.ts";
import type { Page } from "../page.ts";
import { adjust } from "./adjust.ts";
import { below } from "./below.ts";
import { changes } from "./changes.ts";
import { compare } from "./compare.ts";
import { figures } from "./figures.ts";
import { heading } from "./heading.ts";
import { levels } from "./levels.ts";
import { lists } from "./lists.ts";
import { origin } from "./origin.ts";
import { take } from "./take.ts";
import { whatIf } from "./whatif.ts";

export interface Panel {
  /** Where the chosen school is drawn. */
  school: HTMLElement;
  update(shown: Shown): void;
}

export function panel(page: Page, place: HTMLElement, picture: () => void): Panel {
  const parts = [
    heading(page),
    levels(page),
    figures(page),
    compare(page),
    whatIf(page),
    adjust(page),
    changes(page),
    below(page),
    lists(page),
    take(page, picture),
    origin(page),
  ];
  const school = el("div", { class: "school" });
  const region = el(
    "div",
    { class: "region" },
    parts.map((part) => part.element),
  );
  fill(place, region, school);
  return {
    school,
    update: (shown) => {
      const chosen = page.store.view.school !== null;
      region.hidden = chosen;
      school.hidden = !chosen;
      // Two headings of one name must not stand beside each other.
      for (const part of parts) part.update(shown);
      region.querySelector("h1")?.toggleAttribute("id", false);
      if (!chosen) region.querySelector("h1")?.setAttribute("id", "panel-title");
    },
  };
}
