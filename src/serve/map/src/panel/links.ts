// Links that change the view: real addresses, so that they can be opened in a new tab and copied.

import { writeAddress } from "../address.ts";
import { el, name } from "../dom.ts";
import type { Page } from "../page.ts";
import type { View } from "../state.ts";

/** A link to the page with some of its view changed. */
function viewLink(page: Page, change: Partial<View>, key: string, ...children: (Node | string)[]): HTMLAnchorElement {
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    page.store.set(change);
  };
  const href = `#${writeAddress({ ...page.store.view, ...change })}`;
  return el("a", { href, "data-key": key, on: { click: open } }, ...children);
}

/** A link to a region; what was decided about schools of another region does not follow. */
export function regionLink(page: Page, code: string | null, text: string): HTMLAnchorElement {
  return viewLink(page, enterRegion(code), `region-${code}`, name(text));
}

/** A link to a school. */
export function schoolLink(page: Page, npsn: string, text: string): HTMLAnchorElement {
  return viewLink(page, { school: npsn }, `school-${npsn}`, name(text));
}

/** The change of view that shows a region from the start. */
export function enterRegion(region: string | null): Partial<View> {
  return { region, school: null, camera: null, pins: [], forbidden: [], unassigned: [] };
}
