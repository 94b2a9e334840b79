// The part of the map that lies free: what covers it (legend, buttons) takes a strip of one side each, the one that costs least.
//
// In: boxes on the screen. Out: how many pixels stay free on each side. Must not know: what the boxes are.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Padding {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Pixels around what is shown in any case. */
const AROUND = 28;
/** Pixels between what is shown and what lies over the map. */
const GAP = 12;
/** The smallest share of width or height that must be left; a cover that wants more is left out of account. */
const LEAST = 0.35;
const SIDES = ["right", "bottom", "left", "top"] as const;

/** The padding that keeps what is fitted, so many times as wide as high, clear of the covers and as large as it can be. */
export function roomFor(map: Box, covers: Box[], aspect = 1): Padding {
  let room: Padding = { left: AROUND, top: AROUND, right: AROUND, bottom: AROUND };
  for (const cover of covers) {
    if (cover.right <= cover.left || cover.bottom <= cover.top) continue;
    const choices = SIDES.map((side) => without(map, room, cover, side)).filter((choice) => isEnough(map, choice));
    choices.sort((one, other) => height(map, other, aspect) - height(map, one, aspect));
    room = choices[0] ?? room;
  }
  return room;
}

function without(map: Box, room: Padding, cover: Box, side: (typeof SIDES)[number]): Padding {
  const strip = {
    left: cover.right - map.left,
    right: map.right - cover.left,
    top: cover.bottom - map.top,
    bottom: map.bottom - cover.top,
  }[side];
  return { ...room, [side]: Math.max(room[side], strip + GAP) };
}

function free(map: Box, room: Padding): [width: number, height: number] {
  return [map.right - map.left - room.left - room.right, map.bottom - map.top - room.top - room.bottom];
}

/** How high something of this shape is drawn. */
function height(map: Box, room: Padding, aspect: number): number {
  const [width, height] = free(map, room);
  return Math.min(width / aspect, height);
}

function isEnough(map: Box, room: Padding): boolean {
  const [width, height] = free(map, room);
  return width >= LEAST * (map.right - map.left) && height >= LEAST * (map.bottom - map.top);
}
