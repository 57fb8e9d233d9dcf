// Bundles every script in src/ into ../marsad/serve/_built. A page loads one by its name: src/map.ts is script("map").
import { readdirSync, renameSync, rmSync } from "node:fs";
import { build } from "esbuild";

const out = "../marsad/serve/_built";
const making = `${out}.making`;
const scripts = readdirSync("src").filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));

rmSync(making, { recursive: true, force: true });
await build({
  entryPoints: [
    ...scripts.map((name) => ({ in: `src/${name}`, out: name.replace(/\.ts$/, "") })),
    // The map draws in a worker. It is a file of ours, so that no script needs to be made up in the page.
    { in: "maplibre-gl/dist/maplibre-gl-worker.mjs", out: "maplibre-worker" },
  ],
  outdir: making,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "eof",
  chunkNames: "parts/[name]-[hash]",
  assetNames: "parts/[name]-[hash]",
  loader: { ".svg": "file", ".woff2": "file" },
  logLevel: "warning",
});
rmSync(out, { recursive: true, force: true });
renameSync(making, out);
console.log(`Built ${scripts.length} scripts into marsad/serve/_built.`);
