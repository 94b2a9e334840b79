// The chosen school: its answers, and the lines that show them on the map.

import type { Feature, FeatureCollection, Position } from "geojson";
import { assignmentAddress, findingsAddress, linksOf, neighboursAddress, planParameters, schoolAddress } from "./api/addresses.ts";
import { ApiError, type Client, Superseded } from "./api/client.ts";
import type { Assignment } from "./api/types.ts";
import type { Page } from "./page.ts";
import type { SchoolAnswers } from "./panel/school.ts";
import type { View } from "./state.ts";

const NEIGHBOURS = 8;
const NOTHING: SchoolAnswers = { school: null, assignment: null, neighbours: null, findings: null };

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

  /** The findings about the school itself, and the one about its whole district where that is the reason. */
  async #findings({ properties }: Feature): Promise<void> {
    const { npsn, grade, grade_reason: reason, district_code: district } = properties ?? {};
    if (grade === "ok") return this.#tell({ findings: [] });
    const found = await this.#client.ask<FeatureCollection>("school-findings", findingsAddress(district ?? null));
    const own = found.features.filter(
      ({ properties }) =>
        properties?.npsn === npsn || (properties?.code === reason && properties?.region === district && properties?.npsn === null),
    );
    this.#tell({ findings: own });
  }

  #tell(news: Partial<SchoolAnswers>): void {
    this.answers = { ...this.answers, ...news };
    this.#events.changed(this.answers);
  }
}

/** A ring around the chosen school, its line to its hub or its members, and the lines to other hubs. */
export async function focusOf(
  page: Page,
  { school, assignment, findings }: SchoolAnswers,
  known: FeatureCollection | null,
): Promise<FeatureCollection> {
  const features: Feature[] = [];
  const own = position(school) ?? position(findings?.find((one) => one.geometry) ?? null);
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
