// The addresses of the API for what the page shows. The parameters are the API's own; the page's address has the same names.

import { pairParts, ruleParts } from "../address.ts";
import { isServed, type View } from "../state.ts";

/** Parameters that ask for the plan that the view shows; a what-if needs its region. */
export function planParameters(view: View): URLSearchParams {
  const parts: [string, string | null][] = [
    ["level", view.level],
    ["practice", view.practice],
  ];
  if (view.region !== null) parts.push(...ruleParts(view), ...pairParts(view));
  return given(parts);
}

/** Parameters of the served plan: the level alone. */
export function servedParameters(view: View): URLSearchParams {
  return given([["level", view.level]]);
}

export function regionAddress(code: string): string {
  return `/regions/${encodeURIComponent(code)}`;
}

/** The page of a region without a map, in the reader's language, of the plan that the view shows. */
export function regionPage(code: string, view: View): string {
  return withQuery(regionAddress(code), new URLSearchParams([...planParameters(view), ...languageOf(view)]));
}

/** The parameter of a language that is not the first one. */
export function languageOf({ language }: View): [string, string][] {
  return language === "id" ? [] : [["lang", language]];
}

/** The measures of a region, or of everything. */
export function summaryAddress(code: string | null, parameters: URLSearchParams): string {
  return withQuery(`${code === null ? "" : regionAddress(code)}/summary`, parameters);
}

/** Another plan against the served one; more schools than this move only in whole provinces. */
export function changesAddress(code: string, parameters: URLSearchParams): string {
  return withQuery(`${regionAddress(code)}/changes`, new URLSearchParams([...parameters, ["limit", "2000"]]));
}

/** A collection for a region, or for everything. */
export function collectionAddress(layer: "schools" | "clusters" | "links", region: string | null, parameters: URLSearchParams): string {
  return withQuery(`/${layer}.geojson`, withRegion(region, parameters));
}

/** The polygon of a region itself; `level` is the region's own rank. */
export function boundaryAddress(region: string, level: string): string {
  return withQuery("/regions.geojson", withRegion(region, new URLSearchParams({ level })));
}

/** The links of one cluster; another plan needs its region. */
export function linksOf(hub: string, region: string | null, parameters: URLSearchParams): string {
  const isOther = [...parameters.keys()].some((name) => name !== "level");
  return withQuery(
    "/links.geojson",
    withRegion(isOther ? region : null, new URLSearchParams([["hub", hub], ...(isOther ? parameters : [])])),
  );
}

export function findingsAddress(region: string | null, more: Record<string, string> = {}): string {
  return withQuery("/findings.geojson", withRegion(region, new URLSearchParams(more)));
}

/** The page of what is wrong with a region's data, in the reader's language. */
export function findingsPage(region: string | null, view: View): string {
  return withQuery("/findings", withRegion(region, new URLSearchParams(languageOf(view))));
}

/** The findings about a school, alone or in a group. */
export function findingsOf(npsn: string): string {
  return withQuery("/findings", new URLSearchParams({ npsn }));
}

/** A region's annex to print, map sheet or list, of the plan that the view shows. */
export function takenAddress(code: string, file: string, parameters: URLSearchParams, more: Record<string, string> = {}): string {
  return withQuery(`${regionAddress(code)}/${file}`, new URLSearchParams([...parameters, ...Object.entries(more)]));
}

export function schoolAddress(npsn: string): string {
  return `/schools/${encodeURIComponent(npsn)}`;
}

export function assignmentAddress(npsn: string, view: View): string {
  const address = `${schoolAddress(npsn)}/assignment`;
  return isServed(view) ? address : withQuery(address, withRegion(view.region, planParameters(view)));
}

export function neighboursAddress(npsn: string, count: number): string {
  return `${schoolAddress(npsn)}/neighbours?count=${count}`;
}

function given(parts: [string, string | null][]): URLSearchParams {
  return new URLSearchParams(parts.filter((part): part is [string, string] => part[1] !== null));
}

function withRegion(region: string | null, parameters: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...(region === null ? [] : [["region", region]]), ...parameters]);
}

function withQuery(path: string, parameters: URLSearchParams): string {
  return parameters.size > 0 ? `${path}?${parameters}` : path;
}
