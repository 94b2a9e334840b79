// The part of the earth that features take up.

import type { Feature, Position } from "geojson";
import type { Bounds } from "./map.ts";

/** West, south, east, north of all positions; null where there are none. */
export function boundsOf(features: Feature[]): Bounds | null {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of features) if (geometry && "coordinates" in geometry) extend(bounds, geometry.coordinates);
  return Number.isFinite(bounds[0]) ? bounds : null;
}

function extend(bounds: Bounds, coordinates: unknown[]): void {
  if (typeof coordinates[0] === "number") {
    const [lon, lat] = coordinates as Position as [number, number];
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  } else for (const part of coordinates) extend(bounds, part as unknown[]);
}
