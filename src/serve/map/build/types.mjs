// Writes the API's types from the document that the program itself serves.
//
// Usage: node build/types.mjs [PROGRAM]; without one the crate's debug build is asked.

import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";
import { serve } from "./program.mjs";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const target = fileURLToPath(new URL("../node_modules/.cache/imbas/", import.meta.url));

const server = await serve(process.argv[2] ?? process.env.IMBAS ?? `${root}target/debug/imbas`, []);
try {
  const document = await (await fetch(`${server.address}/openapi.json`)).json();
  mkdirSync(target, { recursive: true });
  writeFileSync(`${target}api.d.ts`, astToString(await openapi(document)));
} finally {
  await server.stop();
}
