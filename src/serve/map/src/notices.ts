// Messages that everybody sees and screen readers say: one for each matter, the newer in place of the older.

import { button, el, fill } from "./dom.ts";

export type Matter = "address" | "region" | "school" | "level" | "network" | "version" | "map" | "basemap" | "refused" | "done";

interface Action {
  label: string;
  act: () => void;
}

/** How long a message that needs no answer stays. */
const STAYS_MS = 6000;

export class Notices {
  readonly element = el("div", { class: "notices", role: "status", "aria-live": "polite" });
  #shown = new Map<Matter, HTMLElement>();

  constructor(public closeLabel: string) {}

  /** Shows a message until it is closed or the matter is settled. */
  say(matter: Matter, text: string, action?: Action): void {
    const close = button("×", () => this.settle(matter), { class: "close", "aria-label": this.closeLabel });
    const act = action && button(action.label, action.act, { class: "act" });
    const notice = el("div", { class: `notice notice-${matter}` }, el("p", {}, text), act, close);
    this.#shown.set(matter, notice);
    this.#draw();
  }

  /** Shows a message for a while. */
  mention(matter: Matter, text: string): void {
    this.say(matter, text);
    const notice = this.#shown.get(matter);
    setTimeout(() => {
      if (this.#shown.get(matter) === notice) this.settle(matter);
    }, STAYS_MS);
  }

  /** Takes a message away. */
  settle(matter: Matter): void {
    if (this.#shown.delete(matter)) this.#draw();
  }

  has(matter: Matter): boolean {
    return this.#shown.has(matter);
  }

  #draw(): void {
    fill(this.element, [...this.#shown.values()]);
  }
}
