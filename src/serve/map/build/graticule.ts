// Lines of latitude and longitude, and the equator, which crosses the country.

import type { MultiLineString, Position } from "geojson";

const WEST = 80;
const EAST = 160;
const SOUTH = -25;
const NORTH = 25;
/** Degrees between points of a line; Mercator needs none between, but a far view bends nothing either. */
const STEP = 5;

/** The lines every five degrees. */
export function graticule(): MultiLineString {
  const meridians = range(WEST, EAST).map((lon): Position[] => [
    [lon, SOUTH],
    [lon, NORTH],
  ]);
  const parallels = range(SOUTH, NORTH).filter((lat) => lat !== 0);
  return { type: "MultiLineString", coordinates: [...meridians, ...parallels.map(parallel)] };
}

export function equator(): MultiLineString {
  return { type: "MultiLineString", coordinates: [parallel(0)] };
}

function parallel(lat: number): Position[] {
  return [
    [WEST, lat],
    [EAST, lat],
  ];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / STEP + 1 }, (_, at) => from + at * STEP);
}
