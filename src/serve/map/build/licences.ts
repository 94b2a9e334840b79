// The licence texts of everything that the page carries, found in the installed packages themselves.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Package {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

/** Packages whose code or data reaches the browser, the ones that they need included. */
const CARRIED = ["maplibre-gl", "pmtiles", "world-atlas"];

/** One text with the licence of every package that reaches the browser. */
export function licences(modules: string): string {
  const names = new Set<string>();
  const visit = (name: string) => {
    const home = join(modules, name);
    if (names.has(name) || name.startsWith("@types/") || !existsSync(home)) return;
    names.add(name);
    for (const needed of Object.keys(described(home).dependencies ?? {})) visit(needed);
  };
  CARRIED.forEach(visit);
  return [...names]
    .sort()
    .map((name) => text(join(modules, name)))
    .join("\n\n");
}

function described(home: string): Package {
  return JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
}

function text(home: string): string {
  const { name, version, license } = described(home);
  const file = readdirSync(home).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const body = file ? readFileSync(join(home, file), "utf8").trim() : "";
  return `${"=".repeat(80)}\n${name} ${version} (${license ?? "see below"})\n${"=".repeat(80)}\n${body}`;
}
