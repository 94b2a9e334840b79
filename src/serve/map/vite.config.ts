import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { compressed } from "./build/compressed.ts";
import { generated } from "./build/generated.ts";

const modules = fileURLToPath(new URL("node_modules", import.meta.url));

export default defineConfig({
  base: "/map/",
  publicDir: false,
  // The build script of the crate names a folder outside the sources.
  build: {
    outDir: process.env.IMBAS_MAP_OUT ?? "node_modules/.cache/imbas/page",
    emptyOutDir: true,
    target: "es2022",
    assetsDir: "",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      input: "src/main.ts",
      output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name]-[hash][extname]" },
    },
  },
  worker: { format: "es", rollupOptions: { output: { entryFileNames: "worker-[hash].js" } } },
  plugins: [generated(modules), compressed()],
});
