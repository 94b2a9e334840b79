// The part of the earth that features take up.

import type { Feature, FeatureCollection, Position } from "geojson";
import type { Bounds } from "./map.ts";

/** West, south, east, north of all positions; null where there are none. */
export function boundsOf(features: Feature[]): Bounds | null {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of features) if (geometry && "coordinates" in geometry) extend(bounds, geometry.coordinates);
  return Number.isFinite(bounds[0]) ? bounds : null;
}

/** How many times as wide as high; near the equator a degree is as long either way. */
export function aspectOf([west, south, east, north]: Bounds): number {
  const [width, height] = [east - west, north - south];
  return width > 0 && height > 0 ? width / height : 1;
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

const WORLD: Position[] = [
  [-180, -85],
  [180, -85],
  [180, 85],
  [-180, 85],
  [-180, -85],
];

/** A boundary as `own`, and everything outside it as `outside`. */
export function withOutside({ features }: FeatureCollection): FeatureCollection {
  const rings = features.flatMap(({ geometry }) =>
    geometry?.type === "Polygon"
      ? [geometry.coordinates[0]]
      : geometry?.type === "MultiPolygon"
        ? geometry.coordinates.map(([ring]) => ring)
        : [],
  );
  const own = features.map((feature) => ({ ...feature, properties: { kind: "own" } }));
  const holes = rings.filter((ring) => ring !== undefined);
  const outside: Feature = {
    type: "Feature",
    properties: { kind: "outside" },
    geometry: { type: "Polygon", coordinates: [WORLD, ...holes] },
  };
  return { type: "FeatureCollection", features: holes.length > 0 ? [...own, outside] : own };
}
