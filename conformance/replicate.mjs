// Replicates an event stream with ldes-client; prints each member's statements as N-Quads,
// in order, with an empty line after each member. With a folder for its state it goes on
// where it ended before.
import { intoConfig, replicateLDES } from "ldes-client";
import { Writer } from "n3";

const [url, statePath] = process.argv.slice(2);
const writer = new Writer({ format: "N-Quads" });
const client = replicateLDES(intoConfig({ url, statePath, materialize: true }), "ascending");
client.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
const reader = client.stream({ highWaterMark: 10 }).getReader();
for (let next = await reader.read(); !next.done; next = await reader.read()) {
  process.stdout.write(`${writer.quadsToString(next.value.quads)}\n`);
}
