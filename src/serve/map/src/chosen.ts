// The chosen school: its answers, and the lines that show them on the map.

import type { Feature, FeatureCollection, Position } from "geojson";
import {
  assignmentAddress,
  boundaryAddress,
  findingsOf,
  linksOf,
  neighboursAddress,
  planParameters,
  schoolAddress,
} from "./api/addresses.ts";
import { ApiError, type Client, Superseded } from "./api/client.ts";
import type { Assignment, Finding, Findings } from "./api/types.ts";
import { boundsOf } from "./map/bounds.ts";
import { groupFeatures } from "./map/group.ts";
import type { Bounds } from "./map/map.ts";
import type { Page } from "./page.ts";
import { isDisplaced } from "./panel/finding.ts";
import type { SchoolAnswers } from "./panel/school.ts";
import type { View } from "./state.ts";

const NEIGHBOURS = 8;
/** Room for the words above a group, as a share of its height. */
const LABEL = 0.08;
const NOTHING: SchoolAnswers = { school: null, assignment: null, neighbours: null, findings: null, district: null };

export interface ChosenEvents {
  changed(answers: SchoolAnswers): void;
  failed(error: ApiError): void;
}

export class Chosen {
  answers: SchoolAnswers = NOTHING;
  #client: Client;
  #events: ChosenEvents;

  constructor(client: Client, events: ChosenEvents) {
    this.#client = client;
    this.#events = events;
  }

  /** Asks for everything about the school of a view; what is known of the same school stays meanwhile. */
  async want(view: View): Promise<void> {
    const npsn = view.school;
    if (npsn === null) return;
    if (this.answers.school?.properties?.npsn !== npsn) this.answers = NOTHING;
    const client = this.#client;
    try {
      const [school, assignment] = await Promise.all([
        client.ask<Feature>("school", schoolAddress(npsn)),
        client.ask<Assignment>("assignment", assignmentAddress(npsn, view)),
      ]);
      this.#tell({ school, assignment });
      await Promise.all([this.#neighbours(school), this.#findings(school)]);
    } catch (error) {
      if (error instanceof Superseded) return;
      if (!(error instanceof ApiError)) throw error;
      this.#events.failed(error);
    }
  }

  async #neighbours({ geometry, properties }: Feature): Promise<void> {
    if (!geometry) return this.#tell({ neighbours: [] });
    const found = await this.#client.ask<FeatureCollection>("neighbours", neighboursAddress(properties?.npsn, NEIGHBOURS));
    this.#tell({ neighbours: found.features });
  }

  /** The findings about the school, alone or in a group, and where the district of a group lies. */
  async #findings({ properties }: Feature): Promise<void> {
    const { npsn, grade } = properties ?? {};
    if (grade === "ok") return this.#tell({ findings: [] });
    const { findings } = await this.#client.ask<Findings>("school-findings", findingsOf(npsn));
    // What keeps the school from the plan comes first.
    findings.sort((one, other) => Number(other.severity === "error") - Number(one.severity === "error"));
    const region = findings.find((one) => isDisplaced(one) && one.region)?.region;
    const district = region ? await this.#client.ask<FeatureCollection>("district", boundaryAddress(region, "district")) : null;
    this.#tell({ findings, district });
  }

  #tell(news: Partial<SchoolAnswers>): void {
    this.answers = { ...this.answers, ...news };
    this.#events.changed(this.answers);
  }
}

/** A ring around the chosen school, its line to its hub or its members, and the lines to other hubs. */
export async function focusOf(page: Page, answers: SchoolAnswers, known: FeatureCollection | null): Promise<FeatureCollection> {
  const { school, assignment } = answers;
  const features: Feature[] = found(page, answers);
  const own = placeOf(answers);
  if (own && school) {
    features.push(feature("chosen", { type: "Point", coordinates: own }, ""));
    const others = [
      ...(assignment?.hub ? [{ kind: "link", ...assignment.hub }] : []),
      ...(assignment?.why?.alternatives ?? []).map(({ hub }) => ({ kind: "alternative", ...hub })),
      ...(assignment?.unreached?.nearest ? [{ kind: "alternative", ...assignment.unreached.nearest }] : []),
    ];
    const lines = others.map(async ({ kind, npsn, distance_m }) => {
      const there = await locate(page, npsn, known);
      const label = distance_m == null ? "" : `${page.numbers.km(distance_m)} km ${page.words.straightLine}`;
      return there && npsn !== school.properties?.npsn ? feature(kind, { type: "LineString", coordinates: [own, there] }, label) : null;
    });
    features.push(
      ...(await Promise.all(lines)).filter((line) => line !== null),
      ...(assignment?.cluster ? await clusterLines(page, assignment.school.npsn) : []),
    );
  }
  return { type: "FeatureCollection", features };
}

/** Where a school is shown: at its own point, or else where its list puts it. */
export function placeOf({ school, findings }: SchoolAnswers): Position | null {
  const given = findings?.find((one) => one.given)?.given;
  return position(school) ?? (given ? [given.lon, given.lat] : null);
}

/** What the findings of a school show: its point as given and as proposed, or its district as a whole. */
function found({ words }: Page, { findings, district }: SchoolAnswers): Feature[] {
  return (findings ?? []).flatMap((finding) => {
    if (isDisplaced(finding)) {
      const points = finding.points?.map(({ lon, lat }): Position => [lon, lat]) ?? [];
      const suspect = (finding.suspect as "points" | "polygon" | undefined) ?? null;
      return groupFeatures({ points, district: finding.region ? district : null, suspect }, words.finding);
    }
    return proposal(finding);
  });
}

function proposal({ severity, given, proposal }: Finding): Feature[] {
  // A point that can be used, for all that was found about it, is on the map already.
  if (severity !== "error") return [];
  const [from, to] = [given, proposal].map((at): Position | null => (at ? [at.lon, at.lat] : null));
  return [
    ...(from ? [feature("group", { type: "Point", coordinates: from }, "")] : []),
    ...(to ? [feature("proposed", { type: "Point", coordinates: to }, "")] : []),
    ...(from && to ? [feature("move", { type: "LineString", coordinates: [from, to] }, "")] : []),
  ];
}

/** All that the findings of a school show together; null where there is nothing but the school itself. */
export function wholeOf(page: Page, answers: SchoolAnswers): Bounds | null {
  const features = found(page, answers);
  const bounds = features.length > 1 ? boundsOf(features) : null;
  if (!bounds) return null;
  const [west, south, east, north] = bounds;
  return [west, south, east, north + LABEL * (north - south)];
}

/** The lines from a hub to its members. */
async function clusterLines({ client, store, numbers, words }: Page, hub: string): Promise<Feature[]> {
  const { region } = store.view;
  try {
    const links = await client.ask<FeatureCollection>("cluster", linksOf(hub, region, planParameters(store.view)));
    const label = (metres: number) => `${numbers.km(metres)} km ${words.straightLine}`;
    return links.features.flatMap(({ geometry, properties }) =>
      geometry ? [feature("link", geometry, label(properties?.distance_m ?? 0))] : [],
    );
  } catch (error) {
    if (error instanceof ApiError || error instanceof Superseded) return [];
    throw error;
  }
}

function feature(kind: string, geometry: Feature["geometry"], label: string): Feature {
  return { type: "Feature", properties: { kind, label }, geometry };
}

export function position(school: Feature | null): Position | null {
  return school?.geometry?.type === "Point" ? school.geometry.coordinates : null;
}

const places = new Map<string, Promise<Position | null>>();

/** Where a school is: from what is loaded, else from the server, once for each version. */
function locate({ client }: Page, npsn: string, known: FeatureCollection | null): Promise<Position | null> {
  const loaded = known?.features.find(({ properties }) => properties?.npsn === npsn);
  if (loaded) return Promise.resolve(position(loaded));
  const key = `${client.version} ${npsn}`;
  const asked = places.get(key) ?? client.ask<Feature>(`at-${npsn}`, schoolAddress(npsn)).then(position);
  places.set(key, asked);
  return asked.catch((error) => {
    places.delete(key);
    if (error instanceof ApiError || error instanceof Superseded) return null;
    throw error;
  });
}
