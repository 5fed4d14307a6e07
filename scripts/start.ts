import { parseArgs } from "node:util";
import { run } from "./run";
import { makeLocalSecrets } from "./secrets";
import { DEFAULT_PERSIST_TO, serve } from "./server";

const MINUTE = 60_000;

/** The names and meanings of `wrangler dev`. */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    var: { type: "string", multiple: true, default: [] },
    "persist-to": { type: "string", default: DEFAULT_PERSIST_TO },
  },
});

await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
const server = await serve({
  port: Number(values.port),
  vars: Object.fromEntries(values.var.map(nameAndValue)),
  persistTo: values["persist-to"],
});
console.log(`Flux AI is at ${server.url.origin} (Ctrl+C stops it; pictures and credits stay)`);

// No local server fires cron triggers.
const sweeping = setInterval(server.sweep, MINUTE);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    clearInterval(sweeping);
    await server.stop();
    process.exit(0);
  });
}

/** `NAME:VALUE`; the value may have colons of its own. */
function nameAndValue(text: string): [string, string] {
  const [name = "", ...value] = text.split(":");
  return [name, value.join(":")];
}
