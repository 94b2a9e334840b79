// The operator's base map: what is drawn beneath everything, in place of the page's own coastline.
//
// In: the server's description (`/map.json`). Out: sources and layers. Only the host that the operator named is asked; the page's policy
// forbids every other. Must not know: what lies above.

import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import { neutralLayers } from "./neutral.ts";
import { isDark, type Palette } from "./palette.ts";

/** What the server says of the base map. */
export type Basemap =
  | { kind: "raster"; tiles: string; attribution: string }
  | { kind: "style"; url: string; attribution: string | null }
  | { kind: "archive"; url: string; vector: boolean; layers: string[]; attribution: string };

/** What lies beneath the plan. */
export interface Ground {
  sources: Record<string, SourceSpecification>;
  layers(colours: Palette): LayerSpecification[];
  sprite?: StyleSpecification["sprite"];
  /** Added to what the sources say themselves; HTML. */
  attribution?: string;
}

/** The start of every name of a base map's source or layer. */
export const BASEMAP = "basemap-";
const SOURCE = `${BASEMAP}tiles`;

/** Reads what the base map is made of; fails where its style cannot be had. */
export async function groundOf(basemap: Basemap): Promise<Ground> {
  switch (basemap.kind) {
    case "raster":
      return pictures({ type: "raster", tiles: [basemap.tiles], tileSize: 256, attribution: escaped(basemap.attribution) });
    case "archive":
      return archive(basemap);
    case "style":
      return ofStyle(await styleAt(basemap.url), basemap);
  }
}

/** Pictures stand back behind the plan: paler, and dim where the page is dark. */
function pictures(source: SourceSpecification): Ground {
  const layers = (colours: Palette): LayerSpecification[] => [
    {
      id: SOURCE,
      type: "raster",
      source: SOURCE,
      paint: isDark(colours)
        ? { "raster-saturation": -0.35, "raster-brightness-max": 0.6, "raster-brightness-min": 0 }
        : { "raster-saturation": -0.35, "raster-brightness-max": 1, "raster-brightness-min": 0.12 },
    },
  ];
  return { sources: { [SOURCE]: source }, layers };
}

async function archive({ url, vector, layers, attribution }: Extract<Basemap, { kind: "archive" }>): Promise<Ground> {
  const [{ Protocol }, { addProtocol }] = await Promise.all([import("pmtiles"), import("maplibre-gl")]);
  addProtocol("pmtiles", new Protocol().tile);
  const source = { url: `pmtiles://${location.origin}${url}`, attribution: escaped(attribution) };
  if (!vector) return pictures({ type: "raster", tileSize: 256, ...source });
  return { sources: { [SOURCE]: { type: "vector", ...source } }, layers: (colours) => neutralLayers(SOURCE, layers, colours) };
}

async function styleAt(url: string): Promise<StyleSpecification> {
  const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** The parts of a style under names of their own. Its letters are drawn by the browser like all others, so that its glyphs are not asked for. */
export function ofStyle(style: StyleSpecification, { url, attribution }: { url: string; attribution: string | null }): Ground {
  // An address of tiles has braces, which an address proper has not.
  const absolute = (address: string) => new URL(address, url).href.replace(/%7B/gi, "{").replace(/%7D/gi, "}");
  const sources = Object.entries(style.sources).map(([name, source]) => [BASEMAP + name, absoluteSource(source, absolute)]);
  const layers = style.layers.map((layer) => ({
    ...layer,
    id: BASEMAP + layer.id,
    ...("source" in layer ? { source: BASEMAP + layer.source } : {}),
    ...(layer.type === "symbol" ? { layout: { ...layer.layout, "text-font": ["sans-serif"] } } : {}),
  }));
  return {
    sources: Object.fromEntries(sources),
    layers: () => layers as LayerSpecification[],
    ...(typeof style.sprite === "string" ? { sprite: absolute(style.sprite) } : {}),
    ...(attribution === null ? {} : { attribution: escaped(attribution) }),
  };
}

function absoluteSource(source: SourceSpecification, absolute: (address: string) => string): SourceSpecification {
  const own: Record<string, unknown> = { ...source };
  if (typeof own.url === "string") own.url = absolute(own.url);
  if (typeof own.data === "string") own.data = absolute(own.data);
  if (Array.isArray(own.tiles)) own.tiles = own.tiles.map(absolute);
  return own as unknown as SourceSpecification;
}

/** Text for a place that takes HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
