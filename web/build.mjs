// Bundles every script in src/ into ../marsad/serve/_built. A page loads one by its name: src/map.ts is script("map").
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const out = "../marsad/serve/_built";
const making = `${out}.making`;
const scripts = readdirSync("src").filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));

rmSync(making, { recursive: true, force: true });
const { metafile } = await build({
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
  metafile: true,
});
writeFileSync(`${making}/LICENSES.txt`, licences(Object.keys(metafile.inputs)));
rmSync(out, { recursive: true, force: true });
renameSync(making, out);
console.log(`Built ${scripts.length} scripts into marsad/serve/_built.`);

/** The licences of all packages that went into the scripts: whoever passes these on passes them on too. */
function licences(inputs) {
  const folders = new Set(inputs.map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean));
  const told = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const text = file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, "utf8").trim() : "";
    return `${name} ${version} (${license})\n\n${text}`;
  });
  return `${told.join("\n\n----------\n\n")}\n`;
}
