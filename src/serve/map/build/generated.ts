// Files that the page asks for and that are made of installed packages while it is built.

import type { Plugin } from "vite";
import { land } from "./land.ts";
import { licences } from "./licences.ts";

interface Made {
  name: string;
  make: () => string;
}

/** Lets `import url from "made:land"` give the address of a made file. */
export function generated(modules: string): Plugin {
  const files: Record<string, Made> = {
    "made:land": { name: "land.json", make: land },
    "made:licences": { name: "licences.txt", make: () => licences(modules) },
  };
  return {
    name: "generated",
    resolveId: (id) => (id in files ? `\0${id}` : null),
    load(id) {
      const file = id.startsWith("\0") ? files[id.slice(1)] : undefined;
      if (!file) return null;
      const reference = this.emitFile({ type: "asset", name: file.name, source: file.make() });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}
