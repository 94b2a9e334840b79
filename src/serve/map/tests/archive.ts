// Tiny PMTiles archives of one tile, made here: the whole world in one colour, as a picture or as a vector tile.
//
// Source: PMTiles specification, version 3; Mapbox Vector Tile specification, version 2.1.

import { gzipSync } from "node:zlib";
import { PNG } from "pngjs";

const HEADER = 127;
const MVT = 1;
const PICTURE = 2;

/** A picture of one colour. */
export function picture([red, green, blue]: [number, number, number]): Buffer {
  const png = new PNG({ width: 256, height: 256 });
  for (let at = 0; at < png.data.length; at += 4) png.data.set([red, green, blue, 255], at);
  return PNG.sync.write(png);
}

/** An archive with one picture for the whole world. */
export function pictureArchive(tile: Buffer, metadata: object): Buffer {
  return archive(PICTURE, tile, metadata);
}

/** An archive with one vector tile, whose one layer covers the whole world. */
export function vectorArchive(layer: string, metadata: object): Buffer {
  return archive(MVT, gzipSync(square(layer)), { vector_layers: [{ id: layer, fields: {} }], ...metadata });
}

function archive(kind: number, tile: Buffer, metadata: object): Buffer {
  // One entry: tile 0 once, of this length, at the start of the data.
  const root = gzipSync(Buffer.from([1, 0, 1, ...varint(tile.length), 1]));
  const text = gzipSync(JSON.stringify(metadata));
  const header = Buffer.alloc(HEADER);
  header.write("PMTiles");
  header[7] = 3;
  const places = [HEADER, root.length, HEADER + root.length, text.length, 0, 0, HEADER + root.length + text.length, tile.length, 1, 1, 1];
  places.forEach((number, at) => {
    header.writeBigUInt64LE(BigInt(number), 8 + 8 * at);
  });
  // Clustered, directories packed with gzip, tiles packed or not, of this kind, zoom 0 alone, the whole world.
  header.set([1, 2, kind === MVT ? 2 : 1, kind, 0, 0], 96);
  [-180, -85, 180, 85].forEach((degrees, at) => {
    header.writeInt32LE(degrees * 1e7, 102 + 4 * at);
  });
  return Buffer.concat([header, root, text, tile]);
}

/** A vector tile with a square from corner to corner. */
function square(layer: string): Buffer {
  const side = 8192;
  const geometry = [9, 0, 0, 26, side, 0, 0, side, side - 1, 0, 15].flatMap(varint);
  const feature = [0x18, 3, ...field(4, geometry)];
  const content = [0x78, 2, ...field(1, [...Buffer.from(layer)]), ...field(2, feature), 0x28, ...varint(4096)];
  return Buffer.from(field(3, content));
}

/** A field of protobuf with a length. */
function field(number: number, bytes: number[]): number[] {
  return [(number << 3) | 2, ...varint(bytes.length), ...bytes];
}

function varint(number: number): number[] {
  return number < 128 ? [number] : [(number & 127) | 128, ...varint(number >>> 7)];
}
