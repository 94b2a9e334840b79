// Starts the program itself, for whatever asks it: the API's types, the tests, the measurement.

import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Serves lists, and waits for the address that the program tells.
 *
 * @param {string} program
 * @param {string[]} options what `imbas serve` takes
 * @param {{ port?: number, cwd?: string }} [where] a free port and this folder, unless told
 */
export async function serve(program, options, { port = 0, cwd } = {}) {
  const child = spawn(program, ["serve", ...options, "--listen", `127.0.0.1:${port}`], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  /** @type {string} */
  const address = await new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  };
  return { address, process: child, stop };
}
