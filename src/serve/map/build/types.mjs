// Writes the API's types from the document that the program itself serves.
//
// Usage: node build/types.mjs [PROGRAM]; without one the crate's debug build is asked.

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const program = process.argv[2] ?? process.env.IMBAS ?? `${root}target/debug/imbas`;
const target = fileURLToPath(new URL("../node_modules/.cache/imbas/", import.meta.url));

const server = spawn(program, ["serve", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
try {
  const address = await new Promise((resolve, reject) => {
    let said = "";
    const read = (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
  });
  const document = await (await fetch(`${address}/openapi.json`)).json();
  mkdirSync(target, { recursive: true });
  writeFileSync(`${target}api.d.ts`, astToString(await openapi(document)));
} finally {
  server.kill("SIGTERM");
}
