import { defineConfig } from "vitest/config";

// Unit tests lie beside what they test; those in `tests/` drive the real program in a browser, one after the other.
export default defineConfig({
  test: { fileParallelism: false, testTimeout: 150_000, hookTimeout: 90_000 },
  cacheDir: "node_modules/.cache/vitest",
});
