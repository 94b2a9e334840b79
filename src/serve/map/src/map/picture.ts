// The map as a PNG to take away: the picture with its title, legend, scale bar and source.

import { palette } from "./palette.ts";
import { pixels, type SymbolName } from "./symbols.ts";

export interface PictureWords {
  title: string;
  subtitle: string;
  legend: [SymbolName, string][];
  source: string;
  km(metres: number): string;
}

const MARGIN = 24;
const LINE = 26;

/** Composes the picture; null where the browser cannot. */
export async function compose(map: HTMLCanvasElement, metresPerPixel: number, words: PictureWords): Promise<Blob | null> {
  const scale = devicePixelRatio;
  const head = 84 * scale;
  const foot = 96 * scale;
  const canvas = document.createElement("canvas");
  canvas.width = map.width;
  canvas.height = map.height + head + foot;
  const context = canvas.getContext("2d");
  if (!context) return null;
  const colours = palette();
  context.fillStyle = colours.halo;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(map, 0, head);
  context.scale(scale, scale);
  context.fillStyle = colours.ink;
  title(context, words);
  legend(context, words, (head + map.height) / scale);
  scaleBar(context, words, metresPerPixel * scale, canvas.width / scale, (head + map.height) / scale);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function title(context: CanvasRenderingContext2D, { title, subtitle }: PictureWords): void {
  context.font = "700 24px sans-serif";
  context.fillText(title, MARGIN, 38);
  context.font = "14px sans-serif";
  context.fillText(subtitle, MARGIN, 64);
}

function legend(context: CanvasRenderingContext2D, { legend, source }: PictureWords, top: number): void {
  context.font = "14px sans-serif";
  let left = MARGIN;
  for (const [symbol, word] of legend) {
    const image = pixels(symbol, palette(), 40);
    const stamp = document.createElement("canvas");
    stamp.width = stamp.height = image.width;
    stamp.getContext("2d")?.putImageData(image, 0, 0);
    context.drawImage(stamp, left, top + 14, 20, 20);
    context.fillText(word, left + 26, top + 30);
    left += 26 + context.measureText(word).width + MARGIN;
  }
  context.font = "12px sans-serif";
  context.fillText(source, MARGIN, top + 30 + LINE * 1.6);
}

/** A bar of a round length, at most a fifth of the picture, and an arrow to the north. */
function scaleBar(context: CanvasRenderingContext2D, words: PictureWords, metresPerPixel: number, width: number, top: number): void {
  const most = (width / 5) * metresPerPixel;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  const bar = metres / metresPerPixel;
  const [left, base] = [width - MARGIN - bar - 40, top + 62];
  context.fillRect(left, base, bar, 4);
  context.fillText(`${words.km(metres)} km`, left, base - 6);
  context.beginPath();
  context.moveTo(width - MARGIN - 10, top + 40);
  context.lineTo(width - MARGIN, top + 66);
  context.lineTo(width - MARGIN - 20, top + 66);
  context.fill();
  context.fillText("U/N", width - MARGIN - 20, top + 80);
}
