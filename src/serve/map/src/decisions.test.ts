import { expect, test } from "vitest";
import { decided, forbid, pin, release, unassign } from "./decisions.ts";
import { START, type View } from "./state.ts";

const after = (...changes: ((view: View) => Partial<View>)[]): View =>
  changes.reduce<View>((view, change) => ({ ...view, ...change(view) }), START);

test("a school is pinned to one hub, and what contradicts the pin falls", () => {
  const view = after(
    (one) => forbid(one, "a", "h"),
    (one) => unassign(one, "a"),
    (one) => pin(one, "a", "g"),
    (one) => pin(one, "a", "h"),
  );
  expect([view.pins, view.forbidden, view.unassigned]).toEqual([[{ npsn: "a", hub: "h" }], [], []]);
});

test("a decision is taken back alone or with all about the school", () => {
  const view = after(
    (one) => forbid(one, "a", "h"),
    (one) => forbid(one, "a", "g"),
    (one) => release(one, "a", "g"),
  );
  expect(view.forbidden).toEqual([{ npsn: "a", hub: "h" }]);
  expect(decided({ ...view, ...release(view, "a") })).toBe(0);
});
