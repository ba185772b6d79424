// Builds the workbench into web/static/workbench/: scripts named by their content, and a manifest
// that names the first one. The map, the graph and the chart are loaded when they are asked for.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { codes, outlines } from "./outlines.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const wanted = fileURLToPath(new URL("../static/workbench", import.meta.url));
const aside = `${wanted}.new`;

const made = { outlines, "country-codes": codes };
const madePlugin = {
  name: "made",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(outlines|country-codes)$/ }, ({ path }) => ({ path, namespace: "made" }));
    onLoad({ filter: /.*/, namespace: "made" }, ({ path }) => ({
      contents: JSON.stringify(made[path]()),
      loader: "json",
    }));
  },
};

await rm(aside, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.js"],
  outdir: aside,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  metafile: true,
  legalComments: "eof",
  entryNames: "workbench-[hash]",
  chunkNames: "part-[hash]",
  loader: { ".rq": "text" },
  plugins: [madePlugin],
  logLevel: "warning",
});
const [script] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint);
await mkdir(aside, { recursive: true });
for (const output of Object.keys(metafile.outputs)) {
  const path = `${aside}/${basename(output)}`;
  await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }));
}
await writeFile(`${aside}/manifest.json`, `${JSON.stringify({ script: basename(script) })}\n`);
await rm(wanted, { recursive: true, force: true });
await rename(aside, wanted);
