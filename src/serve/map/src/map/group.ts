// A group of schools whose points lie elsewhere than their district: the cloud as the list gives it, the district, and the way between.
//
// In: the points of a finding and the district's boundary. Out: features of the focus source. Nothing is guessed: where single schools
// belong nobody knows, so that the likely place is the district as a whole.

import type { Feature, FeatureCollection, Position } from "geojson";
import { boundsOf } from "./bounds.ts";

export interface Group {
  /** Where the list puts its schools. */
  points: Position[];
  district: FeatureCollection | null;
  /** Which of the two is thought to be wrong. */
  suspect: "points" | "polygon" | null;
}

export interface GroupWords {
  cloud: string;
  likely: string;
}

/** Length of an arrow's head against its shaft, and its half angle in radians. */
const HEAD = 0.07;
const OPENING = 0.45;

export function groupFeatures({ points, district, suspect }: Group, words: GroupWords): Feature[] {
  const feature = (kind: string, geometry: Feature["geometry"], label = ""): Feature => ({
    type: "Feature",
    properties: { kind, label },
    geometry,
  });
  const cloud = hull(points);
  const places = district?.features ?? [];
  const features = points.map((at) => feature("group", { type: "Point", coordinates: at }));
  if (cloud.length > 2) features.push(feature("cloud", { type: "Polygon", coordinates: [[...cloud, cloud[0] as Position]] }));
  features.push(...places.flatMap(({ geometry }) => (geometry ? [feature("district", geometry)] : [])));
  const label = (at: Position, of: Feature[], word: string) =>
    feature("label", { type: "Point", coordinates: [at[0] as number, boundsOf(of)?.[3] ?? (at[1] as number)] }, word);
  const dots = points.map((at) => feature("", { type: "Point", coordinates: at }));
  const [from, to] = [middle(dots), middle(places)];
  // Words stand above what they name.
  if (from) features.push(label(from, dots, words.cloud));
  if (to) features.push(label(to, places, words.likely));
  if (from && to && suspect)
    features.push(feature("shift", { type: "MultiLineString", coordinates: suspect === "points" ? arrow(from, to) : arrow(to, from) }));
  return features;
}

/** The middle of what features take up. */
function middle(features: Feature[]): Position | null {
  const bounds = boundsOf(features);
  return bounds && [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
}

/** A shaft with a head; near the equator a degree is as long either way. */
function arrow(from: Position, to: Position): Position[][] {
  const [dx, dy] = [(to[0] as number) - (from[0] as number), (to[1] as number) - (from[1] as number)];
  const length = HEAD * Math.hypot(dx, dy);
  const back = Math.atan2(-dy, -dx);
  const barb = (turn: number): Position => [
    (to[0] as number) + length * Math.cos(back + turn),
    (to[1] as number) + length * Math.sin(back + turn),
  ];
  return [
    [from, to],
    [barb(OPENING), to, barb(-OPENING)],
  ];
}

/** The convex hull (Andrew's monotone chain), counter-clockwise; fewer than three points are no area. */
export function hull(points: Position[]): Position[] {
  const sorted = points.toSorted((one, other) => (one[0] as number) - (other[0] as number) || (one[1] as number) - (other[1] as number));
  const half = (line: Position[]) => {
    const chain: Position[] = [];
    for (const point of line) {
      while (chain.length > 1 && turn(chain.at(-2) as Position, chain.at(-1) as Position, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

/** Positive where three points turn left. */
function turn([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): number {
  const [x0, y0, x1, y1, x2, y2] = [ax, ay, bx, by, cx, cy] as [number, number, number, number, number, number];
  return (x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0);
}
