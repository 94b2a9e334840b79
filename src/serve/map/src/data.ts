// What the panel and the map show of the server's answers, for the view as it is now.
//
// In: the view and the client. Out: one `Shown` value, told to everybody who watches whenever some of it arrives. While answers are
// under way, the last ones stay; while a control moves, the newest question waits for the one before it, so that each has a picture.

import type { Feature, FeatureCollection, Point, Position } from "geojson";
import {
  boundaryAddress,
  changesAddress,
  collectionAddress,
  findingsAddress,
  planParameters,
  regionAddress,
  servedParameters,
  summaryAddress,
} from "./api/addresses.ts";
import { ApiError, type Client, Superseded } from "./api/client.ts";
import type { Changes, Plan, Region, RegionList, Summary, TileJson } from "./api/types.ts";
import { isServed, same, type View } from "./state.ts";

export interface Shown {
  plan: Plan | null;
  top: RegionList | null;
  /** What the map's tiles hold: their extent above all. */
  tiles: TileJson | null;
  region: Region | null;
  /** The measures of the plan that is shown. */
  summary: Summary | null;
  /** The measures of the served plan, where another one is shown. */
  before: Summary | null;
  changes: Changes | null;
  schools: FeatureCollection | null;
  clusters: FeatureCollection | null;
  links: FeatureCollection | null;
  checks: FeatureCollection | null;
  boundary: FeatureCollection | null;
  /** Lines from every school that changed to its hub before and after. */
  moved: FeatureCollection | null;
}

const NOTHING: Shown = {
  plan: null,
  top: null,
  tiles: null,
  region: null,
  summary: null,
  before: null,
  changes: null,
  schools: null,
  clusters: null,
  links: null,
  checks: null,
  boundary: null,
  moved: null,
};

export interface DataEvents {
  changed(shown: Shown): void;
  /** Nothing under way any more. */
  settled(): void;
  failed(error: ApiError, view: View): void;
}

export class Data {
  shown: Shown = NOTHING;
  #client: Client;
  #events: DataEvents;
  #wanted: View | null = null;
  #loaded: View | null = null;
  #busy = false;

  constructor(client: Client, events: DataEvents) {
    this.#client = client;
    this.#events = events;
  }

  /** Forgets everything, because the server serves another version. */
  forget(): void {
    this.#loaded = null;
    this.shown = NOTHING;
  }

  /** Loads what a view needs; the last wish wins. */
  async want(view: View): Promise<void> {
    this.#wanted = view;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#wanted) {
      const next: View = this.#wanted;
      this.#wanted = null;
      await this.#load(next);
    }
    this.#busy = false;
    this.#events.settled();
  }

  async #load(view: View): Promise<void> {
    try {
      await Promise.all(this.#questions(view));
      this.#loaded = view;
    } catch (error) {
      if (error instanceof Superseded) return;
      if (!(error instanceof ApiError)) throw error;
      this.#loaded = null;
      this.#events.failed(error, view);
    }
  }

  #questions(view: View): Promise<void>[] {
    const before = this.#loaded;
    const fresh = (parts: (view: View) => unknown) => before === null || !same(parts(view), parts(before));
    const questions: Promise<void>[] = [];
    if (before === null) questions.push(this.#country());
    if (fresh((one) => one.region)) questions.push(this.#region(view));
    if (fresh((one) => [one.region, one.level])) questions.push(this.#served(view));
    if (fresh((one) => one.region)) questions.push(this.#around(view));
    if (fresh(planOf)) questions.push(this.#plan(view));
    return questions;
  }

  async #country(): Promise<void> {
    const [plan, top, tiles] = await Promise.all([
      this.#client.ask<Plan>("plan", "/plan"),
      this.#client.ask<RegionList>("top", "/regions"),
      this.#client.ask<TileJson>("tiles", "/tiles/schools"),
    ]);
    this.#tell({ plan, top, tiles });
  }

  async #region({ region }: View): Promise<void> {
    this.#tell({ region: region === null ? null : await this.#client.ask<Region>("region", regionAddress(region)) });
  }

  async #served(view: View): Promise<void> {
    const summary = await this.#client.ask<Summary>("before", summaryAddress(view.region, servedParameters(view)));
    this.#tell({ before: summary, ...(isServed(view) ? { summary } : {}) });
  }

  /** Another plan of the region: its features, its measures, and what it changes. The served plan is on the map as tiles. */
  async #plan(view: View): Promise<void> {
    const { region } = view;
    if (region === null || isServed(view))
      return this.#tell({ schools: null, clusters: null, links: null, changes: null, moved: null, summary: this.shown.before });
    const parameters = planParameters(view);
    const collection = (layer: "schools" | "clusters" | "links") =>
      this.#client.ask<FeatureCollection>(layer, collectionAddress(layer, region, parameters));
    const [schools, clusters, links, summary, changes] = await Promise.all([
      collection("schools"),
      collection("clusters"),
      collection("links"),
      this.#client.ask<Summary>("summary", summaryAddress(region, parameters)),
      this.#client.ask<Changes>("changes", changesAddress(region, parameters)),
    ]);
    const all = withLoads(withOutside(schools, links), clusters);
    this.#tell({ schools: all, clusters, links, changes, moved: movedLines(changes, all), summary });
  }

  /** The region's boundary and its points that need checking. A province has too many of these to read, and tiles show them. */
  async #around(view: View): Promise<void> {
    const { region } = view;
    if (region === null) return this.#tell({ boundary: null, checks: null });
    const { level } = await this.#client.ask<Region>("rank", regionAddress(region));
    const [boundary, findings] = await Promise.all([
      this.#client.ask<FeatureCollection>("boundary", boundaryAddress(region, level)),
      level === "province" ? null : this.#client.ask<FeatureCollection>("findings", findingsAddress(region)),
    ]);
    this.#tell({ boundary, checks: findings && checks(findings) });
  }

  #tell(news: Partial<Shown>): void {
    this.shown = { ...this.shown, ...news };
    this.#events.changed(this.shown);
  }
}

/** The parts of a view that a plan depends on. */
function planOf(view: View): unknown {
  return [view.region, view.level, view.practice, view.rules, view.pins, view.forbidden, view.unassigned];
}

/** The ends of links that lie in other regions: a line never leads to nothing. */
export function withOutside(schools: FeatureCollection, links: FeatureCollection): FeatureCollection {
  const known = new Set(schools.features.map(({ properties }) => properties?.npsn));
  const outside = new Map<string, Feature>();
  const add = (npsn: string, name: string, role: string, at: Position | undefined) => {
    if (at && !known.has(npsn))
      outside.set(npsn, { type: "Feature", properties: { npsn, name, role, outside: true }, geometry: { type: "Point", coordinates: at } });
  };
  for (const { properties, geometry } of links.features) {
    if (geometry?.type !== "LineString" || !properties) continue;
    add(properties.npsn, properties.name, "member", geometry.coordinates[1]);
    add(properties.hub, properties.hub_name, "hub", geometry.coordinates[0]);
  }
  return { ...schools, features: [...schools.features, ...outside.values()] };
}

/** Writes every hub's load beside it, as the clusters tell it. */
export function withLoads(schools: FeatureCollection, clusters: FeatureCollection): FeatureCollection {
  const loads = new Map(
    clusters.features.map(({ properties }) => [properties?.hub, { members: properties?.members, places: properties?.places }]),
  );
  const features = schools.features.map((school) =>
    school.properties?.role === "hub" ? { ...school, properties: { ...school.properties, ...loads.get(school.properties.npsn) } } : school,
  );
  return { ...schools, features };
}

/** The points that cannot be used, where proposals are known: as given, as proposed, and the way between. */
export function checks(findings: FeatureCollection): FeatureCollection {
  const own = findings.features.filter(({ properties }) => properties?.npsn != null && properties.severity === "error");
  return { type: "FeatureCollection", features: own.flatMap((finding) => checkFeatures(finding)) };
}

function checkFeatures(finding: Feature): Feature[] {
  if (finding.geometry?.type !== "Point") return [];
  const { npsn, name, proposal_lon: lon, proposal_lat: lat } = finding.properties ?? {};
  const given = finding.geometry.coordinates;
  const feature = (kind: string, geometry: Feature["geometry"]): Feature => ({
    type: "Feature",
    properties: { npsn, name, kind },
    geometry,
  });
  const there = feature("given", { type: "Point", coordinates: given });
  if (lon == null || lat == null) return [there];
  const proposed: Point = { type: "Point", coordinates: [lon, lat] };
  return [there, feature("move", { type: "LineString", coordinates: [given, [lon, lat]] }), feature("proposed", proposed)];
}

/** A line from each school that changed to its hub before, and one to its hub after; where a point is not known there is none. */
export function movedLines({ changes }: Changes, schools: FeatureCollection): FeatureCollection {
  const points = new Map(
    schools.features.map(({ properties, geometry }) => [properties?.npsn, geometry?.type === "Point" ? geometry.coordinates : null]),
  );
  const line = (kind: string, npsn: string, hub: string | null): Feature[] => {
    const [from, to] = [points.get(hub), points.get(npsn)];
    return from && to ? [{ type: "Feature", properties: { kind, npsn }, geometry: { type: "LineString", coordinates: [from, to] } }] : [];
  };
  const features = changes.flatMap(({ npsn, before, after }) => [...line("before", npsn, before.hub), ...line("after", npsn, after.hub)]);
  return { type: "FeatureCollection", features };
}
