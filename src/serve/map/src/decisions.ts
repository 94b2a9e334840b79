// What people decide about single schools: pinned to a hub, kept from one, or left without. Pure changes of a view.

import { MOST_PAIRS } from "./address.ts";
import type { Pair, View } from "./state.ts";

type Decisions = Pick<View, "pins" | "forbidden" | "unassigned">;

const without = (pairs: Pair[], npsn: string, hub?: string) =>
  pairs.filter((pair) => pair.npsn !== npsn || (hub !== undefined && pair.hub !== hub));

/** A school goes to a hub; what contradicts it falls. */
export function pin(view: View, npsn: string, hub: string): Decisions {
  return {
    pins: [...without(view.pins, npsn), { npsn, hub }],
    forbidden: without(view.forbidden, npsn, hub),
    unassigned: view.unassigned.filter((one) => one !== npsn),
  };
}

/** A school does not go to a hub. */
export function forbid(view: View, npsn: string, hub: string): Decisions {
  return {
    pins: without(view.pins, npsn, hub),
    forbidden: [...without(view.forbidden, npsn, hub), { npsn, hub }],
    unassigned: view.unassigned,
  };
}

/** A school goes to no hub. */
export function unassign(view: View, npsn: string): Decisions {
  return {
    pins: without(view.pins, npsn),
    forbidden: without(view.forbidden, npsn),
    unassigned: [...view.unassigned.filter((one) => one !== npsn), npsn],
  };
}

/** Takes back what was decided: about a pair, or about a school. */
export function release(view: View, npsn: string, hub?: string): Decisions {
  return {
    pins: without(view.pins, npsn, hub),
    forbidden: without(view.forbidden, npsn, hub),
    unassigned: hub === undefined ? view.unassigned.filter((one) => one !== npsn) : view.unassigned,
  };
}

export function decided(view: Decisions): number {
  return view.pins.length + view.forbidden.length + view.unassigned.length;
}

/** Whether another decision still fits into a link. */
export function hasRoom(view: View): boolean {
  return decided(view) < MOST_PAIRS;
}
