// What was chosen and what changed, above everything else.

import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { FONT } from "./names.ts";
import type { Palette } from "./palette.ts";

/** The layers of proposals, changes and the chosen school. */
export function focusLayers(colours: Palette): LayerSpecification[] {
  return [...outside(colours), ...proposals(colours), ...moved(colours), ...group(colours), ...chosen(colours)];
}

const kind = (name: string): ExpressionSpecification => ["==", ["get", "kind"], name];

/** What lies outside the region stays to be seen, behind a veil. */
function outside(colours: Palette): LayerSpecification[] {
  return [
    {
      id: "outside",
      type: "fill",
      source: "boundary",
      filter: kind("outside"),
      paint: { "fill-color": colours.sea, "fill-opacity": 0.62, "fill-antialias": false },
    },
  ];
}

function proposals(colours: Palette): LayerSpecification[] {
  return [
    {
      id: "check-moves",
      type: "line",
      source: "checks",
      filter: kind("move"),
      paint: { "line-color": colours.checkInk, "line-width": 1.4, "line-dasharray": [1, 1.5] },
    },
    {
      id: "check-proposals",
      type: "symbol",
      source: "checks",
      filter: kind("proposed"),
      layout: { "icon-image": "proposed", "icon-size": 0.8, "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
  ];
}

function moved(colours: Palette): LayerSpecification[] {
  const isAfter: ExpressionSpecification = kind("after");
  return [
    {
      id: "moved",
      type: "line",
      source: "moved",
      paint: {
        "line-color": colours.moved,
        "line-width": ["case", isAfter, 2.6, 1.2],
        "line-opacity": ["case", isAfter, 0.9, 0.4],
      },
    },
  ];
}

/** A displaced group: its cloud of points, the district that it is written in, the way between; and single proposals. */
function group(colours: Palette): LayerSpecification[] {
  const source = "focus";
  const line = (name: string, colour: string, width: number, dash?: number[]): LayerSpecification => ({
    id: `focus-${name}`,
    type: "line",
    source,
    filter: kind(name),
    layout: { "line-cap": dash ? "butt" : "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": width, ...(dash ? { "line-dasharray": dash } : {}) },
  });
  const fill = (name: string, colour: string, opacity: number): LayerSpecification => ({
    id: `focus-${name}-area`,
    type: "fill",
    source,
    filter: kind(name),
    paint: { "fill-color": colour, "fill-opacity": opacity, "fill-antialias": false },
  });
  return [
    fill("cloud", colours.needs_check, 0.16),
    fill("district", colours.chosen, 0.08),
    line("cloud", colours.checkInk, 1.8, [2.5, 2]),
    line("district", colours.chosen, 2.4),
    line("shift", colours.chosen, 3),
    line("move", colours.chosen, 2, [1, 1.5]),
    {
      id: "focus-proposed",
      type: "symbol",
      source,
      filter: kind("proposed"),
      layout: { "icon-image": "proposed", "icon-size": 1, "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
  ];
}

function chosen(colours: Palette): LayerSpecification[] {
  return [
    {
      id: "focus-alternatives",
      type: "line",
      source: "focus",
      filter: kind("alternative"),
      paint: { "line-color": colours.soft, "line-width": 1.8, "line-dasharray": [1, 2] },
    },
    {
      id: "focus-links",
      type: "line",
      source: "focus",
      filter: kind("link"),
      paint: { "line-color": colours.chosen, "line-width": 3, "line-dasharray": [3, 1.6] },
    },
    {
      id: "focus-group",
      type: "symbol",
      source: "focus",
      filter: kind("group"),
      layout: { "icon-image": "needs_check", "icon-size": 0.8, "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
    {
      id: "focus-ring",
      type: "circle",
      source: "focus",
      filter: kind("chosen"),
      paint: { "circle-radius": 15, "circle-opacity": 0, "circle-stroke-color": colours.chosen, "circle-stroke-width": 3.5 },
    },
    {
      id: "focus-labels",
      type: "symbol",
      source: "focus",
      filter: ["all", ["==", ["geometry-type"], "LineString"], ["!=", ["get", "label"], ""]],
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
    {
      id: "focus-places",
      type: "symbol",
      source: "focus",
      filter: kind("label"),
      layout: {
        "text-field": ["get", "label"],
        "text-font": FONT,
        "text-size": 13,
        "text-allow-overlap": true,
        "text-anchor": "bottom",
        "text-offset": [0, -0.8],
      },
      paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 2.2 },
    },
  ];
}
