// What is drawn and how: a pure function of the colours. Must not know: the data behind the sources.

import type { FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Ground } from "./basemap.ts";
import { focusLayers } from "./focus.ts";
import { DATA_SOURCES, type DataSource, FONT, TILE_SOURCES, type TileSource } from "./names.ts";
import type { Palette } from "./palette.ts";
import { planLayers } from "./plan.ts";

const EMPTY = { type: "FeatureCollection" as const, features: [] };
/** Areas whose edge a line draws: without a smooth edge of their own they take half the work. */
const FLAT = { "fill-antialias": false };
/** Boundaries of each rank: width and opacity. One layer each, since a style that asks every feature takes another program of the graphics card. */
const LINES = [
  ["village", 0.5, 0.5],
  ["district", 0.5, 0.5],
  ["regency", 1, 0.8],
  ["province", 1.6, 0.95],
] as const;
/** The zoom from which districts are named. */
const NAMED_DISTRICTS = 8;
/** Deeper tiles show nothing that these do not (`/tiles/{layer}` says so). */
const DEEPEST = 16;

/** The page's own coastline, as the sources that hold it. */
export function ownLand(landUrl: string): StyleSpecification["sources"] {
  return {
    land: { type: "geojson", data: landUrl, attribution: "Natural Earth", tolerance: 0.2 },
  };
}

/** The whole style: the base map or the page's own land at the bottom, what was chosen at the top. `tiles` gives the address of a layer's tiles. */
export function styleOf(
  colours: Palette,
  landUrl: string,
  basemap: Ground | null,
  tiles: (source: TileSource) => string,
  locale: string,
): StyleSpecification {
  const data = DATA_SOURCES.map((name) => [name, { type: "geojson", data: EMPTY }]);
  const vector = TILE_SOURCES.map((name) => [`tiles-${name}`, { type: "vector", tiles: [tiles(name)], maxzoom: DEEPEST }]);
  return {
    version: 8,
    ...(basemap?.sprite ? { sprite: basemap.sprite } : {}),
    sources: { ...(basemap?.sources ?? ownLand(landUrl)), ...Object.fromEntries([...data, ...vector]) },
    layers: layers(colours, basemap, locale),
  };
}

/** The layers, in the order in which they are drawn. */
export function layers(colours: Palette, basemap: Ground | null, locale: string): LayerSpecification[] {
  const served = planLayers(colours, "served", locale);
  const other = planLayers(colours, "other", locale);
  const all = [
    ...(basemap ? basemap.layers(colours) : land(colours)),
    ...regions(colours, basemap),
    ...served,
    ...other,
    ...focusLayers(colours),
  ];
  return all.map((layer) => (dataOf(layer) ? { ...layer, layout: { ...layer.layout, visibility: "none" } } : layer) as LayerSpecification);
}

/** The source whose data the page sets for a layer; it holds nothing at the start, and what holds nothing is not drawn. */
export function dataOf(layer: LayerSpecification): DataSource | undefined {
  return DATA_SOURCES.find((source) => "source" in layer && source === layer.source);
}

/** The sea is the colour of the map's place (frame.css): painted, it would be one more pass over the whole map. */
function land(colours: Palette): LayerSpecification[] {
  const of = (kind: string): FilterSpecification => ["==", ["get", "kind"], kind];
  return [
    { id: "land", type: "fill", source: "land", filter: of("land"), paint: { "fill-color": colours.land, ...FLAT } },
    { id: "coast", type: "line", source: "land", filter: of("coast"), paint: { "line-color": colours.coast, "line-width": 0.8 } },
    {
      id: "graticule",
      type: "line",
      source: "land",
      filter: of("graticule"),
      paint: { "line-color": colours.graticule, "line-width": 0.6 },
    },
    { id: "equator", type: "line", source: "land", filter: of("equator"), paint: { "line-color": colours.graticule, "line-width": 1.2 } },
    {
      id: "borders",
      type: "line",
      source: "land",
      filter: of("border"),
      paint: { "line-color": colours.border, "line-width": 1.2, "line-dasharray": [4, 2] },
    },
  ];
}

function regions(colours: Palette, basemap: Ground | null): LayerSpecification[] {
  const source = "tiles-regions";
  return [
    // Over a base map there is nothing to fill: it would be hidden.
    ...(basemap ? [] : [areas(colours, source)]),
    ...LINES.map(
      ([level, width, opacity]): LayerSpecification => ({
        id: `region-lines-${level}`,
        type: "line",
        source,
        "source-layer": "regions",
        filter: ["==", ["get", "level"], level],
        paint: { "line-color": colours.border, "line-width": width, "line-opacity": opacity },
      }),
    ),
    {
      id: "boundary",
      type: "line",
      source: "boundary",
      filter: ["==", ["get", "kind"], "own"],
      paint: { "line-color": colours.ink, "line-width": 2.2 },
    },
    {
      id: "region-names",
      type: "symbol",
      source,
      "source-layer": "region_labels",
      // Districts are named where there is room for them: before that they would take it from their regencies.
      filter: ["any", ["match", ["get", "level"], ["province", "regency"], true, false], [">=", ["zoom"], NAMED_DISTRICTS]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": ["match", ["get", "level"], "province", 14, "regency", 12, 11],
        "text-letter-spacing": 0.06,
        "text-max-width": 7,
        "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
        "text-radial-offset": 1,
      },
      paint: { "text-color": colours.soft, "text-halo-color": colours.land, "text-halo-width": 1.5 },
    },
  ];
}

function areas(colours: Palette, source: string): LayerSpecification {
  return {
    id: "region-areas",
    type: "fill",
    source,
    "source-layer": "regions",
    paint: { "fill-color": colours.land, ...FLAT },
  };
}
