import { expect, test } from "vitest";
import { groupFeatures, hull } from "./group.ts";

const CLOUD = [
  [100, 0],
  [101, 0],
  [100.5, 0.5],
  [101, 1],
  [100, 1],
];
const DISTRICT = {
  type: "FeatureCollection" as const,
  features: [
    {
      type: "Feature" as const,
      properties: {},
      geometry: {
        type: "Polygon" as const,
        coordinates: [
          [
            [103, 0],
            [105, 0],
            [105, 2],
            [103, 0],
          ],
        ],
      },
    },
  ],
};
const WORDS = { cloud: "sebaran", likely: "wilayah" };

test("a hull goes around the points and leaves out those within", () => {
  expect(hull(CLOUD)).toEqual([
    [100, 0],
    [101, 0],
    [101, 1],
    [100, 1],
  ]);
  expect(hull([[1, 1]])).toEqual([]);
});

test("a displaced district is drawn whole, with an arrow from what is wrong to where it is expected", () => {
  const shaft = (suspect: "points" | "polygon") => {
    const features = groupFeatures({ points: CLOUD, district: DISTRICT, suspect }, WORDS);
    const shift = features.find(({ properties }) => properties?.kind === "shift");
    return shift?.geometry.type === "MultiLineString" ? shift.geometry.coordinates[0] : null;
  };
  expect(shaft("points")).toEqual([
    [100.5, 0.5],
    [104, 1],
  ]);
  expect(shaft("polygon")).toEqual([
    [104, 1],
    [100.5, 0.5],
  ]);
});

test("without a boundary the points stand alone, and two points have no area", () => {
  const features = groupFeatures({ points: CLOUD.slice(0, 2), district: null, suspect: null }, WORDS);
  expect(features.map(({ properties }) => properties?.kind)).toEqual(["group", "group", "label"]);
});
