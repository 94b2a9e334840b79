// A server of the tests: the real program on a port of its own.

import { fileURLToPath } from "node:url";
import { serve as start } from "../build/program.mjs";

/** The crate's folder, four above this one. */
export const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
/** The program that is tested. */
export const PROGRAM = process.env.IMBAS ?? `${ROOT}target/debug/imbas`;

export type Server = Awaited<ReturnType<typeof start>>;

/** Starts the program with lists and options; on a port, or on a free one. */
export function serve(options: string[], port = 0): Promise<Server> {
  return start(PROGRAM, options, { port, cwd: ROOT });
}

/** The demonstration that ships with the program. */
export const DEMO = ["data/demo/sekolah.csv", "--boundaries", "data/demo/batas.geojson", "--programme", "data/demo/program.toml"];
