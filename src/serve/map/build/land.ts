// The base map that needs no internet: land and borders around Indonesia from Natural Earth (public domain), cut out of `world-atlas`.
//
// In: the TopoJSON files of the package. Out: GeoJSON text. Must not know: how it is drawn.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Geometry, MultiPolygon, Polygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { equator, graticule } from "./graticule.ts";

type Box = readonly [west: number, south: number, east: number, north: number];
type Atlas = Topology<{ countries: GeometryCollection }>;

/** Indonesia and the neighbours that its maps show: there the coast is drawn in full detail. */
const NEAR: Box = [90, -15, 146, 12];
/** Decimals of a degree: a hundred metres, finer than the source. */
const DECIMALS = 1000;

/** The land around Indonesia finely with its coast and its borders, the rest of the world coarsely, and the graticule: one source, one pass. */
export function land(): string {
  const fine = atlas("10m");
  const coarse = polygons(atlas("110m"));
  const [west, south, east, north] = NEAR;
  const around: Box[] = [
    [-180, -90, west, 90],
    [east, -90, 180, 90],
    [west, -90, east, south],
    [west, north, east, 90],
  ];
  const cut = (from: Position[][][], box: Box) => from.map((polygon) => clipped(polygon, box)).filter((polygon) => polygon.length > 0);
  const lines = (keep: (one: object, other: object) => boolean): Geometry => ({
    type: "MultiLineString",
    coordinates: mesh(fine, fine.objects.countries, keep)
      .coordinates.flatMap((line) => runsInside(line, NEAR))
      .map(rounded),
  });
  const parts: Record<string, Geometry> = {
    land: multi([...cut(polygons(fine), NEAR), ...around.flatMap((box) => cut(coarse, box))]),
    coast: lines((one, other) => one === other),
    border: lines((one, other) => one !== other),
    graticule: graticule(),
    equator: equator(),
  };
  const features = Object.entries(parts).map(([kind, geometry]) => ({ type: "Feature", properties: { kind }, geometry }));
  return JSON.stringify({ type: "FeatureCollection", features });
}

/** The stretches of a line that lie inside a box. */
function runsInside(line: Position[], box: Box): Position[][] {
  const runs: Position[][] = [[]];
  for (const point of line) {
    if (inside(point, box)) runs.at(-1)?.push(point);
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

function atlas(detail: string): Atlas {
  return JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`world-atlas/countries-${detail}.json`), "utf8"));
}

function polygons(from: Atlas): Position[][][] {
  const countries = feature(from, from.objects.countries).features;
  return countries.flatMap(({ geometry }) => {
    const shape = geometry as Polygon | MultiPolygon;
    return shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  });
}

function multi(coordinates: Position[][][]): MultiPolygon {
  return { type: "MultiPolygon", coordinates: coordinates.map((polygon) => polygon.map(rounded)) };
}

function inside([lon = 0, lat = 0]: Position, [west, south, east, north]: Box): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** The part of a polygon inside a box (Sutherland and Hodgman: one side of the box after the other). */
function clipped(polygon: Position[][], [west, south, east, north]: Box): Position[][] {
  const sides: [axis: 0 | 1, at: number, sign: 1 | -1][] = [
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ];
  const rings = polygon.map((ring) => sides.reduce((rest, [axis, at, sign]) => cut(rest, axis, at, sign), ring.slice(0, -1)));
  return rings.filter((ring) => ring.length > 2).map((ring) => [...ring, ring[0] as Position]);
}

function cut(ring: Position[], axis: 0 | 1, at: number, sign: 1 | -1): Position[] {
  const keeps = (point: Position) => sign * ((point[axis] as number) - at) >= 0;
  return ring.flatMap((point, index) => {
    const before = ring.at(index - 1) as Position;
    const crossing = keeps(point) === keeps(before) ? [] : [crossed(before, point, axis, at)];
    return keeps(point) ? [...crossing, point] : crossing;
  });
}

function crossed(from: Position, to: Position, axis: 0 | 1, at: number): Position {
  const share = (at - (from[axis] as number)) / ((to[axis] as number) - (from[axis] as number));
  const other = (from[1 - axis] as number) + share * ((to[1 - axis] as number) - (from[1 - axis] as number));
  return axis === 0 ? [at, other] : [other, at];
}

/** Fewer decimals, and points that fall together once. */
function rounded(line: Position[]): Position[] {
  const points = line.map((point) => point.slice(0, 2).map((degrees) => Math.round(degrees * DECIMALS) / DECIMALS));
  return points.filter((point, index) => index === 0 || point[0] !== points[index - 1]?.[0] || point[1] !== points[index - 1]?.[1]);
}
