import { execFile } from "node:child_process";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { INVARIANTS } from "../app/credits/invariants";

/**
 * `npm run audit` looks through the local database, `npm run audit -- --remote` through the deployed one. Prints every
 * breach of an invariant by its id, and ends with 1 when there is one.
 */
const { values } = parseArgs({
  options: { remote: { type: "boolean", default: false }, "persist-to": { type: "string" } },
});
const place = values.remote ? ["--remote"] : ["--local"];
if (values["persist-to"]) place.push("--persist-to", values["persist-to"]);

const breaches = await findBreaches();
for (const { invariant, id } of breaches) console.log(`${invariant}: ${id}`);
console.log(breaches.length === 0 ? "All invariants hold." : `Breaches: ${breaches.length}`);
process.exitCode = breaches.length === 0 ? 0 : 1;

/** One statement for each invariant: together as one they are more terms than D1 takes. */
async function findBreaches(): Promise<{ invariant: string; id: string }[]> {
  const command = Object.values(INVARIANTS).join(";").replace(/\s+/g, " ");
  const answers = await execute(command);
  return Object.keys(INVARIANTS).flatMap((invariant, index) =>
    (answers[index]?.results ?? []).map(({ id }) => ({ invariant, id })),
  );
}

async function execute(command: string): Promise<{ results: { id: string }[] }[]> {
  try {
    const { stdout } = await promisify(execFile)(
      join("node_modules", ".bin", "wrangler"),
      ["d1", "execute", "flux-ai", ...place, "--json", "--command", command],
      {
        maxBuffer: 256 * 1024 * 1024,
        // Not ./quiet, nor a caller's: it would silence the answer too.
        env: {
          ...process.env,
          WRANGLER_LOG: "log",
          WRANGLER_SEND_METRICS: "false",
          CLOUDFLARE_CF_FETCH_ENABLED: "false",
        },
      },
    );
    return JSON.parse(stdout);
  } catch (error) {
    console.error("The database could not be read:", (error as { stdout?: string }).stdout ?? error);
    process.exit(2);
  }
}
