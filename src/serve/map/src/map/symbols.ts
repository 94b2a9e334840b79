// The signs of the map: one drawing each, used on the map and in the legend. Roles differ by shape first and by colour second, so that
// they are told apart in greyscale and by colour-blind readers.

import type { Palette } from "./palette.ts";

export type SymbolName = "hub" | "member" | "unreached" | "needs_check" | "proposed" | "doubtful";

/** Width and height of the box that the paths are drawn in. */
export const BOX = 24;

interface Drawing {
  path: string;
  fill: keyof Palette | null;
  stroke: keyof Palette;
  width: number;
  dash?: number[];
}

const circle = (radius: number) =>
  `M${12 - radius} 12a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;

const DRAWINGS: Record<SymbolName, Drawing[]> = {
  hub: [
    {
      path: "M12 1.6l3.1 6.7 7.3.9-5.4 5 1.4 7.2L12 17.8l-6.4 3.6L7 14.2l-5.4-5 7.3-.9z",
      fill: "hub",
      stroke: "halo",
      width: 1.6,
    },
  ],
  member: [{ path: circle(5), fill: "member", stroke: "halo", width: 1.4 }],
  unreached: [
    { path: circle(7.4), fill: "halo", stroke: "halo", width: 3.4 },
    { path: `${circle(7.4)}M8.6 8.6l6.8 6.8M15.4 8.6l-6.8 6.8`, fill: null, stroke: "unreached", width: 2.3 },
  ],
  needs_check: [
    { path: "M12 3L22 20.5H2z", fill: "needs_check", stroke: "halo", width: 3 },
    { path: "M12 3L22 20.5H2zM12 9v5.4M12 16.6v1.4", fill: null, stroke: "checkInk", width: 1.8 },
  ],
  proposed: [{ path: "M12 2.5L21.5 12 12 21.5 2.5 12z", fill: "halo", stroke: "checkInk", width: 2.2 }],
  doubtful: [{ path: circle(10), fill: null, stroke: "checkInk", width: 1.6, dash: [3, 2.6] }],
};

export const SYMBOLS = Object.keys(DRAWINGS) as SymbolName[];

/** A symbol as pixels for the map. */
export function pixels(symbol: SymbolName, palette: Palette, size: number): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  // Its pixels are read at once: drawn where they can be, without the way through a graphics card.
  const context = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.scale(size / BOX, size / BOX);
  context.lineJoin = context.lineCap = "round";
  for (const { path, fill, stroke, width, dash } of DRAWINGS[symbol]) {
    const shape = new Path2D(path);
    context.setLineDash(dash ?? []);
    context.lineWidth = width;
    context.strokeStyle = palette[stroke];
    if (fill) {
      context.fillStyle = palette[fill];
      context.fill(shape);
    }
    context.stroke(shape);
  }
  return context.getImageData(0, 0, size, size);
}

/** A symbol for the legend; its colours come from the style sheet's variables of the same names. */
export function drawing(symbol: SymbolName): SVGSVGElement {
  const svg = svgElement("svg", { viewBox: `0 0 ${BOX} ${BOX}`, class: "sign", "aria-hidden": "true" });
  for (const { path, fill, stroke, width, dash } of DRAWINGS[symbol]) {
    svg.append(
      svgElement("path", {
        d: path,
        fill: fill ? `var(--map-${fill})` : "none",
        stroke: `var(--map-${stroke})`,
        "stroke-width": String(width),
        "stroke-dasharray": dash?.join(" ") ?? "none",
        "stroke-linejoin": "round",
        "stroke-linecap": "round",
      }),
    );
  }
  return svg as SVGSVGElement;
}

function svgElement(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
