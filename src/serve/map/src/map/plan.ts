// The layers of a plan: areas, lines, schools, loads and names; once for the served plan's tiles and once for another plan's features.

import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import type { Role } from "../state.ts";
import { cellImage } from "./cells.ts";
import { FONT, type PlanSource } from "./names.ts";
import type { Palette } from "./palette.ts";

type Where = { source: string; "source-layer"?: string };

/** Layers of each role, which the legend switches. */
export function roleLayers(plan: PlanSource): Record<Role, string[]> {
  const of = (...names: string[]) => names.map((name) => `${plan}-${name}`);
  return {
    hub: of("hubs", "loads"),
    member: of("members"),
    unreached: of("unreached"),
    needs_check: [...of("checks"), "check-moves", "check-proposals"],
  };
}

/** Layers that a click looks for. */
export const SCHOOL_LAYERS = (["served", "other"] as const).flatMap((plan) =>
  ["members", "unreached", "hubs", "checks"].map((name) => `${plan}-${name}`),
);
export const CELL_LAYER = "served-cells";

/** All layers of a plan. */
export function planLayers(colours: Palette, plan: PlanSource, locale: string): LayerSpecification[] {
  const where = (source: string, layer = source): Where =>
    plan === "served" ? { source: `tiles-${source}`, "source-layer": layer } : { source };
  const checks = plan === "served" ? where("schools", "needs_check") : { source: "checks" };
  return [
    ...areas(colours, plan, where("clusters")),
    ...lines(colours, plan, where("links"), locale),
    ...(plan === "served" ? cells(colours, locale) : []),
    ...signs(plan, where("schools"), checks),
    ...texts(colours, plan, where("schools")),
  ];
}

function areas(colours: Palette, plan: PlanSource, where: Where): LayerSpecification[] {
  return [
    { id: `${plan}-areas`, type: "fill", ...where, paint: { "fill-color": colours.area, "fill-opacity": 0.09, "fill-antialias": false } },
    { id: `${plan}-outlines`, type: "line", ...where, paint: { "line-color": colours.area, "line-width": 0.9, "line-opacity": 0.55 } },
  ];
}

function lines(colours: Palette, plan: PlanSource, where: Where, locale: string): LayerSpecification[] {
  return [
    {
      id: `${plan}-links`,
      type: "line",
      ...where,
      paint: {
        "line-color": colours.link,
        "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.7, 13, 1.5],
        "line-dasharray": [3, 2],
        "line-opacity": ["interpolate", ["linear"], ["zoom"], 8, 0.45, 12, 0.85],
      },
    },
    {
      id: `${plan}-link-texts`,
      type: "symbol",
      ...where,
      minzoom: 14,
      layout: {
        "symbol-placement": "line-center",
        "text-field": [
          "concat",
          ["number-format", ["/", ["get", "distance_m"], 1000], { locale, "min-fraction-digits": 2, "max-fraction-digits": 2 }],
          " km",
        ],
        "text-font": FONT,
        "text-size": 11,
        "text-offset": [0, -0.7],
      },
      paint: { "text-color": colours.soft, "text-halo-color": colours.halo, "text-halo-width": 1.5 },
    },
  ];
}

/** Below the zoom of single schools: how many there are, and around that the share that is reached. */
function cells(colours: Palette, locale: string): LayerSpecification[] {
  return [
    {
      id: CELL_LAYER,
      type: "symbol",
      source: "tiles-schools",
      "source-layer": "school_cells",
      layout: {
        "icon-image": cellImage,
        "icon-size": ["interpolate", ["linear"], ["sqrt", ["get", "schools"]], 1, 0.46, 12, 0.68, 60, 1],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "text-field": ["number-format", ["get", "schools"], { locale }],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["sqrt", ["get", "schools"]], 1, 10, 12, 11, 60, 13],
        "text-optional": true,
        // As wide as the sign, so that names of regions keep clear of it.
        "text-padding": 3.5,
        // The tiles hold the largest first, which keeps its number. A sort key would draw each sign on its own.
        "symbol-z-order": "source",
      },
      paint: { "text-color": colours.ink, "text-halo-color": colours.halo, "text-halo-width": 1 },
    },
  ];
}

const SIZE: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 7, 0.45, 11, 0.75, 15, 1.1];

function signs(plan: PlanSource, where: Where, checks: Where): LayerSpecification[] {
  const sign = (name: string, image: string, at: Where, filter: FilterSpecification): LayerSpecification => ({
    id: `${plan}-${name}`,
    type: "symbol",
    ...at,
    filter,
    layout: {
      "icon-image": image,
      "icon-size": SIZE,
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "symbol-z-order": "source",
    },
  });
  const role = (name: string): FilterSpecification => ["==", ["get", "role"], name];
  return [
    sign("doubtful", "doubtful", where, ["==", ["get", "grade"], "doubtful"]),
    sign("members", "member", where, role("member")),
    sign("unreached", "unreached", where, role("unreached")),
    sign("hubs", "hub", where, role("hub")),
    sign("checks", "needs_check", checks, plan === "served" ? ["has", "npsn"] : ["==", ["get", "kind"], "given"]),
  ];
}

function texts(colours: Palette, plan: PlanSource, where: Where): LayerSpecification[] {
  const paint = { "text-halo-color": colours.halo, "text-halo-width": 1.6 };
  return [
    {
      id: `${plan}-loads`,
      type: "symbol",
      ...where,
      minzoom: 9,
      filter: ["all", ["==", ["get", "role"], "hub"], ["has", "members"]],
      layout: {
        "text-field": [
          "case",
          ["==", ["coalesce", ["get", "places"], -1], -1],
          ["to-string", ["get", "members"]],
          ["concat", ["get", "members"], "/", ["get", "places"]],
        ],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 9, 10.5, 14, 13],
        "text-offset": [0, 1.15],
        "text-anchor": "top",
      },
      paint: { "text-color": colours.hub, ...paint },
    },
    {
      id: `${plan}-names`,
      type: "symbol",
      ...where,
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
      paint: { "text-color": colours.ink, ...paint },
    },
  ];
}
