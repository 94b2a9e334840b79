// What is drawn and how: a pure function of the colours. Must not know: the data behind the sources.

import type { FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Role } from "../state.ts";
import { graticule } from "./graticule.ts";
import type { Palette } from "./palette.ts";

const EMPTY = { type: "FeatureCollection" as const, features: [] };
const FONT = ["sans-serif"];

/** Sources whose data the page sets. */
export const DATA_SOURCES = ["regions", "clusters", "links", "schools", "checks", "moved", "focus"] as const;
export type DataSource = (typeof DATA_SOURCES)[number];

/** Layers that a click looks for. */
export const SCHOOL_LAYERS = ["members", "unreached", "hubs", "checks"];

/** Layers of each role, which the legend switches. */
export const ROLE_LAYERS: Record<Role, string[]> = {
  hub: ["hubs", "hub-loads"],
  member: ["members"],
  unreached: ["unreached"],
  needs_check: ["checks", "check-moves", "check-proposals"],
};

/** The whole style: land at the bottom, what was chosen at the top. */
export function styleOf(colours: Palette, landUrl: string): StyleSpecification {
  const data = Object.fromEntries(DATA_SOURCES.map((name) => [name, { type: "geojson" as const, data: EMPTY }]));
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: landUrl, attribution: "Natural Earth", tolerance: 0.2 },
      graticule: { type: "geojson", data: graticule() },
      ...data,
    },
    layers: layers(colours),
  };
}

/** The layers, in the order in which they are drawn. */
export function layers(colours: Palette): LayerSpecification[] {
  return [...ground(colours), ...regions(colours), ...clusters(colours), ...links(colours), ...schools(colours), ...focus(colours)];
}

function ground(colours: Palette): LayerSpecification[] {
  const land = (kind: string): FilterSpecification => ["==", ["get", "kind"], kind];
  return [
    { id: "sea", type: "background", paint: { "background-color": colours.sea } },
    { id: "land", type: "fill", source: "land", filter: land("land"), paint: { "fill-color": colours.land } },
    { id: "coast", type: "line", source: "land", filter: land("coast"), paint: { "line-color": colours.coast, "line-width": 0.8 } },
    {
      id: "graticule",
      type: "line",
      source: "graticule",
      paint: { "line-color": colours.graticule, "line-width": ["case", ["get", "equator"], 1.2, 0.6] },
    },
    {
      id: "borders",
      type: "line",
      source: "land",
      filter: land("border"),
      paint: { "line-color": colours.border, "line-width": 1.2, "line-dasharray": [4, 2] },
    },
  ];
}

function regions(colours: Palette): LayerSpecification[] {
  return [
    { id: "region-areas", type: "fill", source: "regions", paint: { "fill-color": colours.land, "fill-opacity": 0.55 } },
    {
      id: "region-lines",
      type: "line",
      source: "regions",
      paint: { "line-color": colours.border, "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.5, 12, 1.6] },
    },
    {
      id: "region-names",
      type: "symbol",
      source: "regions",
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 12,
        "text-letter-spacing": 0.06,
        "text-max-width": 7,
        "symbol-placement": "point",
      },
      paint: { "text-color": colours.soft, "text-halo-color": colours.land, "text-halo-width": 1.5 },
    },
  ];
}

function clusters(colours: Palette): LayerSpecification[] {
  return [
    { id: "cluster-areas", type: "fill", source: "clusters", paint: { "fill-color": colours.area, "fill-opacity": 0.13 } },
    {
      id: "cluster-lines",
      type: "line",
      source: "clusters",
      paint: { "line-color": colours.area, "line-width": 1, "line-opacity": 0.65 },
    },
  ];
}

function links(colours: Palette): LayerSpecification[] {
  return [
    {
      id: "links",
      type: "line",
      source: "links",
      paint: {
        "line-color": colours.link,
        "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.7, 13, 1.6],
        "line-dasharray": [3, 2],
        "line-opacity": 0.85,
      },
    },
  ];
}

const SIZE: ["interpolate", ["linear"], ["zoom"], number, number, number, number, number, number] = [
  "interpolate",
  ["linear"],
  ["zoom"],
  7,
  0.45,
  11,
  0.75,
  15,
  1.1,
];

function schools(colours: Palette): LayerSpecification[] {
  const sign = (id: string, source: DataSource, image: string, filter: FilterSpecification): LayerSpecification => ({
    id,
    type: "symbol",
    source,
    filter,
    layout: { "icon-image": image, "icon-size": SIZE, "icon-allow-overlap": true, "icon-ignore-placement": true },
  });
  const role = (name: string): FilterSpecification => ["==", ["get", "role"], name];
  return [
    sign("doubtful", "schools", "doubtful", ["==", ["get", "grade"], "doubtful"]),
    sign("members", "schools", "member", role("member")),
    sign("unreached", "schools", "unreached", role("unreached")),
    sign("hubs", "schools", "hub", role("hub")),
    {
      id: "check-moves",
      type: "line",
      source: "checks",
      filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": colours.checkInk, "line-width": 1.4, "line-dasharray": [1, 1.5] },
    },
    sign("checks", "checks", "needs_check", ["==", ["get", "kind"], "given"]),
    sign("check-proposals", "checks", "proposed", ["==", ["get", "kind"], "proposed"]),
    {
      id: "hub-loads",
      type: "symbol",
      source: "schools",
      minzoom: 9,
      filter: role("hub"),
      layout: {
        "text-field": ["get", "load"],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 9, 10.5, 14, 13],
        "text-offset": [0, 1.15],
        "text-anchor": "top",
      },
      paint: { "text-color": colours.hub, "text-halo-color": colours.halo, "text-halo-width": 1.6 },
    },
    {
      id: "school-names",
      type: "symbol",
      source: "schools",
      minzoom: 12.5,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 11.5,
        "text-variable-anchor": ["left", "right", "bottom"],
        "text-radial-offset": 1.1,
        "text-max-width": 12,
        "text-optional": true,
      },
      paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 1.5 },
    },
  ];
}

function focus(colours: Palette): LayerSpecification[] {
  const kind = (name: string): FilterSpecification => ["==", ["get", "kind"], name];
  return [
    {
      id: "moved-lines",
      type: "line",
      source: "moved",
      paint: {
        "line-color": colours.moved,
        "line-width": ["case", ["==", ["get", "kind"], "after"], 3, 1.6],
        "line-opacity": ["case", ["==", ["get", "kind"], "after"], 0.9, 0.45],
      },
    },
    {
      id: "focus-alternatives",
      type: "line",
      source: "focus",
      filter: kind("alternative"),
      paint: { "line-color": colours.soft, "line-width": 1.6, "line-dasharray": [1, 2] },
    },
    {
      id: "focus-links",
      type: "line",
      source: "focus",
      filter: kind("link"),
      paint: { "line-color": colours.chosen, "line-width": 3, "line-dasharray": [3, 1.6] },
    },
    {
      id: "focus-ring",
      type: "circle",
      source: "focus",
      filter: kind("chosen"),
      paint: {
        "circle-radius": 15,
        "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": colours.chosen,
        "circle-stroke-width": 3.5,
      },
    },
    {
      id: "focus-labels",
      type: "symbol",
      source: "focus",
      filter: ["==", ["geometry-type"], "LineString"],
      layout: {
        "symbol-placement": "line-center",
        "text-field": ["get", "label"],
        "text-font": FONT,
        "text-size": 12,
        "text-allow-overlap": true,
        "text-offset": [0, -0.8],
      },
      paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 2 },
    },
  ];
}
