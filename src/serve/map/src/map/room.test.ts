import { expect, test } from "vitest";
import { roomFor } from "./room.ts";

const MAP = { left: 400, top: 60, right: 1400, bottom: 760 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

test("without a cover there is the same room on every side", () => {
  expect(roomFor(MAP, [])).toEqual({ left: 28, top: 28, right: 28, bottom: 28 });
  expect(roomFor(MAP, [box(0, 0, 0, 0)])).toEqual({ left: 28, top: 28, right: 28, bottom: 28 });
});

test("a tall legend takes the side that it stands at, a flat one the edge below", () => {
  expect(roomFor(MAP, [box(1150, 300, 1390, 720)])).toEqual({ left: 28, top: 28, right: 262, bottom: 28 });
  expect(roomFor(MAP, [box(410, 690, 1390, 750)])).toEqual({ left: 28, top: 28, right: 28, bottom: 82 });
});

test("a wide region gives up height rather than width, a tall one width", () => {
  const corner = box(410, 600, 600, 750);
  expect(roomFor(MAP, [corner], 3)).toEqual({ left: 28, top: 28, right: 28, bottom: 172 });
  expect(roomFor(MAP, [corner], 0.5)).toEqual({ left: 212, top: 28, right: 28, bottom: 28 });
});

test("two covers at one side share its strip", () => {
  const room = roomFor(MAP, [box(1150, 300, 1390, 720), box(1350, 70, 1390, 190)]);
  expect(room).toEqual({ left: 28, top: 28, right: 262, bottom: 28 });
});

test("a cover that would leave no map is left out of account", () => {
  expect(roomFor(MAP, [box(400, 60, 1400, 760)])).toEqual({ left: 28, top: 28, right: 28, bottom: 28 });
});
