// Lines of latitude and longitude, and the equator, which crosses the country.

import type { Feature, FeatureCollection, Position } from "geojson";

const WEST = 80;
const EAST = 160;
const SOUTH = -25;
const NORTH = 25;
/** Degrees between points of a line; Mercator needs none between, but a far view bends nothing either. */
const STEP = 5;

/** The lines every five degrees. */
export function graticule(): FeatureCollection {
  const meridians = range(WEST, EAST).map((lon) => line([lon, SOUTH], [lon, NORTH], false));
  const parallels = range(SOUTH, NORTH).map((lat) => line([WEST, lat], [EAST, lat], lat === 0));
  return { type: "FeatureCollection", features: [...meridians, ...parallels] };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / STEP + 1 }, (_, at) => from + at * STEP);
}

function line(from: Position, to: Position, equator: boolean): Feature {
  return { type: "Feature", properties: { equator }, geometry: { type: "LineString", coordinates: [from, to] } };
}
