import { expect, test } from "vitest";
import { roundLength, wrapped } from "./picture.ts";

test("a legend begins another row where the picture ends", () => {
  const entries: [string, string][] = [
    ["a", "x"],
    ["b", "x"],
    ["c", "x"],
  ];
  expect(wrapped(entries, 25, () => 10).map((row) => row.length)).toEqual([2, 1]);
  expect(wrapped(entries, 5, () => 10).map((row) => row.length)).toEqual([1, 1, 1]);
  expect(wrapped([], 5, () => 10)).toEqual([]);
});

test("a scale bar has a round length", () => {
  expect([999, 1000, 2400, 5100, 0.3].map(roundLength)).toEqual([500, 1000, 2000, 5000, 0.2]);
});
