import { expect, test } from "vitest";
import { escaped, ofStyle } from "./basemap.ts";
import { kindOf, neutralLayers } from "./neutral.ts";
import type { Palette } from "./palette.ts";

test("a style's parts get names of their own and addresses that are whole", () => {
  const ground = ofStyle(
    {
      version: 8,
      glyphs: "https://elsewhere.example/{fontstack}/{range}.pbf",
      sprite: "sprite/peta",
      sources: { dasar: { type: "vector", tiles: ["/t/{z}/{x}/{y}.pbf"] } },
      layers: [
        { id: "latar", type: "background" },
        { id: "nama", type: "symbol", source: "dasar", "source-layer": "place", layout: { "text-font": ["Noto"], "text-field": "a" } },
      ],
    },
    { url: "https://peta.example.id/gaya/terang.json", attribution: "© A & B" },
  );
  expect(ground.sources).toEqual({ "basemap-dasar": { type: "vector", tiles: ["https://peta.example.id/t/{z}/{x}/{y}.pbf"] } });
  expect(ground.sprite).toBe("https://peta.example.id/gaya/sprite/peta");
  expect(ground.attribution).toBe("© A &#38; B");
  expect(ground.layers({} as Palette)).toMatchObject([
    { id: "basemap-latar" },
    { id: "basemap-nama", source: "basemap-dasar", layout: { "text-font": ["sans-serif"] } },
  ]);
});

test("layers of both schemas in use are known by their names, and others are drawn faintly", () => {
  const names = [
    "earth",
    "water",
    "waterway",
    "landuse",
    "landcover",
    "buildings",
    "roads",
    "transportation",
    "boundaries",
    "place",
    "contours",
  ];
  const kinds = ["land", "water", "water", "green", "green", "building", "road", "road", "border", "place", "other"];
  expect(names.map(kindOf)).toEqual(kinds);
  const order = neutralLayers("s", ["places", "roads", "earth"], {} as Palette).map((layer) => layer.id);
  expect(order).toEqual(["s-earth-fill", "s-roads-line", "s-places-names"]);
});

test("an attribution stays text where HTML is taken", () => {
  expect(escaped(`<img src=x onerror="a('b')">&`)).not.toMatch(/[<>"']/);
});
