// Unpacks the packaged browser, and the libraries that it needs, where a machine has none.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

const packed = fileURLToPath(new URL("node_modules/@sparticuz/chromium/bin/", import.meta.url));
const unpacked = fileURLToPath(new URL("unpacked/", import.meta.url));

mkdirSync(unpacked, { recursive: true });
const plain = (name) => brotliDecompressSync(readFileSync(`${packed}${name}.br`));
for (const name of ["al2023.tar", "fonts.tar"]) {
  writeFileSync(`${unpacked}${name}`, plain(name));
  execFileSync("tar", ["xf", name], { cwd: unpacked });
  rmSync(`${unpacked}${name}`);
}
writeFileSync(`${unpacked}chromium`, plain("chromium"));
chmodSync(`${unpacked}chromium`, 0o755);
