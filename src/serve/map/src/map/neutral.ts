// A quiet style for vector tiles of any schema: what layers are called tells what they are, and what is not known is drawn faintly.
//
// Known names are those of the two schemas in use, Protomaps and OpenMapTiles.

import type { FilterSpecification, LayerSpecification } from "maplibre-gl";
import { FONT } from "./names.ts";
import type { Palette } from "./palette.ts";

type Kind = "land" | "water" | "green" | "building" | "road" | "border" | "place" | "other";

const KINDS: [Kind, RegExp][] = [
  ["land", /^(earth|land|continent)$/],
  ["water", /water|ocean|sea$|river|lake/],
  ["green", /land_?use|land_?cover|park|natural|forest/],
  ["building", /building/],
  ["road", /road|transport|street|highway|rail|transit/],
  ["border", /bound|admin|border/],
  ["place", /place|settlement|label/],
];

/** The order of drawing, from the ground up. */
const ORDER: Kind[] = ["land", "green", "water", "other", "building", "road", "border", "place"];

/** What a layer holds, by its name. */
export function kindOf(layer: string): Kind {
  const name = layer.toLowerCase();
  return KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? "other";
}

/** A style for the layers of vector tiles. */
export function neutralLayers(source: string, layers: string[], colours: Palette): LayerSpecification[] {
  const sorted = layers.toSorted((one, other) => ORDER.indexOf(kindOf(one)) - ORDER.indexOf(kindOf(other)));
  return sorted.flatMap((layer) => drawn(source, layer, kindOf(layer), colours));
}

const geometry = (type: string): FilterSpecification => ["in", ["geometry-type"], ["literal", [type, `Multi${type}`]]];

function drawn(source: string, layer: string, kind: Kind, colours: Palette): LayerSpecification[] {
  const at = { source, "source-layer": layer };
  const named = (part: string) => `${source}-${layer}-${part}`;
  const fill = (colour: string, opacity: number): LayerSpecification => ({
    id: named("fill"),
    type: "fill",
    ...at,
    filter: geometry("Polygon"),
    paint: { "fill-color": colour, "fill-opacity": opacity, "fill-antialias": false },
  });
  const line = (colour: string, width: number, opacity = 1, dash?: number[]): LayerSpecification => ({
    id: named("line"),
    type: "line",
    ...at,
    filter: geometry("LineString"),
    paint: { "line-color": colour, "line-width": width, "line-opacity": opacity, ...(dash ? { "line-dasharray": dash } : {}) },
  });
  switch (kind) {
    case "land":
      return [fill(colours.land, 1)];
    case "water":
      return [fill(colours.sea, 1), line(colours.sea, 1.2)];
    case "green":
      return [fill(colours.border, 0.07)];
    case "building":
      return [fill(colours.border, 0.25)];
    case "road":
      return [line(colours.border, 0.8, 0.6)];
    case "border":
      return [line(colours.border, 1, 0.8, [4, 2])];
    case "place":
      return [places(named("names"), at, colours)];
    case "other":
      return [fill(colours.border, 0.05), line(colours.border, 0.5, 0.4)];
  }
}

function places(id: string, at: { source: string; "source-layer": string }, colours: Palette): LayerSpecification {
  return {
    id,
    type: "symbol",
    ...at,
    filter: geometry("Point"),
    layout: {
      "text-field": ["coalesce", ["get", "name:id"], ["get", "name"], ""],
      "text-font": FONT,
      "text-size": 11,
      "text-max-width": 8,
      "text-optional": true,
    },
    paint: { "text-color": colours.soft, "text-halo-color": colours.land, "text-halo-width": 1.4 },
  };
}
