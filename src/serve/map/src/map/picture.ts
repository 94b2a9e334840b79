// The map as a PNG to take away: the picture with its title, scale bar and north, legend and source.

import { type Palette, palette } from "./palette.ts";
import { pixels, type SymbolName } from "./symbols.ts";

/** How a line or an area of the legend is drawn. */
export type Stroke = "link" | "area" | "moved";

export interface PictureWords {
  title: string;
  subtitle: string;
  legend: [SymbolName | Stroke, string][];
  /** Lines under the legend: whose data and which version. */
  sources: string[];
  north: string;
  km(metres: number): string;
}

const MARGIN = 24;
const HEAD = 84;
const ROW = 28;
const SIGN = 22;
const SMALL = "12px sans-serif";
const NORMAL = "14px sans-serif";

type Context = CanvasRenderingContext2D;

/** Composes the picture; null where the browser cannot. */
export async function compose(map: HTMLCanvasElement, metresPerPixel: number, words: PictureWords): Promise<Blob | null> {
  const scale = devicePixelRatio;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) return null;
  const width = map.width / scale;
  context.font = NORMAL;
  const rows = wrapped(words.legend, width - 2 * MARGIN, (word) => SIGN + 8 + context.measureText(word).width + MARGIN);
  const foot = MARGIN + rows.length * ROW + words.sources.length * 18 + 10;
  canvas.width = map.width;
  canvas.height = map.height + (HEAD + foot) * scale;
  const colours = palette();
  context.fillStyle = colours.halo;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(map, 0, HEAD * scale);
  context.scale(scale, scale);
  const bottom = HEAD + map.height / scale;
  title(context, words, width, colours);
  scaleAndNorth(context, words, metresPerPixel * scale, { width, bottom }, colours);
  legend(context, rows, bottom + MARGIN, colours);
  context.font = SMALL;
  words.sources.forEach((line, at) => {
    context.fillText(line, MARGIN, bottom + MARGIN + rows.length * ROW + 12 + at * 18, width - 2 * MARGIN);
  });
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Puts entries into rows that are not wider than the picture. */
export function wrapped<Entry extends [string, string]>(entries: Entry[], most: number, width: (word: string) => number): Entry[][] {
  const rows: Entry[][] = [];
  let left = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const own = width(entry[1]);
    if (left + own > most) {
      rows.push([]);
      left = 0;
    }
    rows.at(-1)?.push(entry);
    left += own;
  }
  return rows;
}

function title(context: Context, { title, subtitle }: PictureWords, width: number, { ink, soft }: Palette): void {
  context.fillStyle = ink;
  context.font = "700 24px sans-serif";
  context.fillText(title, MARGIN, 38, width - 2 * MARGIN);
  context.fillStyle = soft;
  context.font = NORMAL;
  context.fillText(subtitle, MARGIN, 64, width - 2 * MARGIN);
}

function legend(context: Context, rows: PictureWords["legend"][], top: number, colours: Palette): void {
  context.font = NORMAL;
  rows.forEach((row, at) => {
    let left = MARGIN;
    for (const [sign, word] of row) {
      draw(context, sign, left, top + at * ROW, colours);
      context.fillStyle = colours.ink;
      context.fillText(word, left + SIGN + 8, top + at * ROW + 5);
      left += SIGN + 8 + context.measureText(word).width + MARGIN;
    }
  });
}

/** A sign with its middle at a height. */
function draw(context: Context, sign: SymbolName | Stroke, left: number, middle: number, colours: Palette): void {
  if (sign === "link" || sign === "moved") {
    context.setLineDash(sign === "link" ? [5, 3] : []);
    context.strokeStyle = colours[sign];
    context.lineWidth = sign === "link" ? 1.6 : 2.6;
    context.beginPath();
    context.moveTo(left, middle);
    context.lineTo(left + SIGN, middle);
    context.stroke();
    context.setLineDash([]);
  } else if (sign === "area") {
    context.strokeStyle = context.fillStyle = colours.area;
    context.lineWidth = 2;
    context.globalAlpha = 0.15;
    context.fillRect(left, middle - 8, SIGN, 16);
    context.globalAlpha = 1;
    context.strokeRect(left, middle - 8, SIGN, 16);
  } else context.drawImage(stamp(pixels(sign, colours, 2 * SIGN)), left, middle - SIGN / 2, SIGN, SIGN);
}

/** Pixels as something that can be drawn scaled. */
function stamp(image: ImageData): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}

/** On the map itself, in its lower corner: a bar of a round length, at most a fifth of the picture, and an arrow to the north. */
function scaleAndNorth(
  context: Context,
  words: PictureWords,
  metresPerPixel: number,
  { width, bottom }: { width: number; bottom: number },
  { halo, ink }: Palette,
): void {
  const metres = roundLength((width / 5) * metresPerPixel);
  const bar = metres / metresPerPixel;
  const [left, top] = [MARGIN / 2, bottom - 62];
  context.fillStyle = halo;
  context.globalAlpha = 0.88;
  context.fillRect(left, top, bar + 76, 50);
  context.globalAlpha = 1;
  context.fillStyle = ink;
  context.font = SMALL;
  context.fillText(`${words.km(metres)} km`, left + 12, top + 22);
  context.fillRect(left + 12, top + 30, bar, 4);
  for (const end of [0, bar - 1.5]) context.fillRect(left + 12 + end, top + 26, 1.5, 12);
  const north = left + bar + 48;
  context.beginPath();
  context.moveTo(north, top + 8);
  context.lineTo(north + 8, top + 30);
  context.lineTo(north, top + 25);
  context.lineTo(north - 8, top + 30);
  context.fill();
  context.textAlign = "center";
  context.fillText(words.north, north, top + 44);
  context.textAlign = "left";
}

/** The longest of 1, 2, 5, 10, ... that is not longer. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
}
