// A server of the tests: the real program on a port of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The crate's folder, four above this one. */
export const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
/** The program that is tested. */
export const PROGRAM = process.env.IMBAS ?? `${ROOT}target/debug/imbas`;

export interface Server {
  address: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts the program with lists and options; on a port, or on a free one. */
export async function serve(options: string[], port = 0): Promise<Server> {
  const child = spawn(PROGRAM, ["serve", ...options, "--listen", `127.0.0.1:${port}`], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`${PROGRAM} ended with ${code}: ${said}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  };
  return { address, process: child, stop };
}

/** The demonstration that ships with the program. */
export const DEMO = ["data/demo/sekolah.csv", "--boundaries", "data/demo/batas.geojson", "--programme", "data/demo/program.toml"];
