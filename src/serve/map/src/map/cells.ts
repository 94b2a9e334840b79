// The sign of many schools together: a ring, filled as far as they are reached.

import type { ExpressionSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";

/** Steps of the share that have a sign of their own. */
const STEPS = 20;
const SIZE = 96;

/** The name of a cell's image: its share of reached schools, in steps; `cell--1` where none of them wants a hub. */
export const cellImage: ExpressionSpecification = [
  "concat",
  "cell-",
  [
    "let",
    "wanting",
    ["+", ["get", "members"], ["get", "unreached"]],
    ["case", ["==", ["var", "wanting"], 0], "none", ["to-string", ["round", ["*", STEPS, ["/", ["get", "members"], ["var", "wanting"]]]]]],
  ],
];

/** Draws the image of a name, or nothing where the name is not a cell's. */
export function cellPixels(name: string, colours: Palette): ImageData | null {
  const step = /^cell-(none|\d+)$/.exec(name)?.[1];
  if (step === undefined) return null;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  // Its pixels are read at once: drawn where they can be, without the way through a graphics card.
  const context = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  const centre = SIZE / 2;
  const ring = (from: number, to: number, colour: string, width: number) => {
    context.beginPath();
    context.arc(centre, centre, 36, from, to);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  };
  context.beginPath();
  context.arc(centre, centre, 44, 0, 2 * Math.PI);
  context.fillStyle = colours.halo;
  context.fill();
  const top = -Math.PI / 2;
  const end = top + 2 * Math.PI * (step === "none" ? 0 : Number(step) / STEPS);
  ring(0, 2 * Math.PI, step === "none" ? colours.border : colours.unreached, 3);
  if (end > top) ring(top, end, colours.member, 13);
  return context.getImageData(0, 0, SIZE, SIZE);
}
