import { execFile } from "node:child_process";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { INVARIANTS } from "../app/credits/invariants";
import "./quiet";

/**
 * `npm run audit` looks through the local database, `npm run audit -- --remote` through the deployed one. Prints every
 * breach of an invariant by its id, and ends with 1 when there is one.
 */
const { values } = parseArgs({
  options: { remote: { type: "boolean", default: false }, "persist-to": { type: "string" } },
});
const place = values.remote ? ["--remote"] : ["--local"];
if (values["persist-to"]) place.push("--persist-to", values["persist-to"]);

let breaches = 0;
for (const [invariant, query] of Object.entries(INVARIANTS)) {
  const ids = await idsOf(query);
  breaches += ids.length;
  for (const id of ids) console.log(`${invariant}: ${id}`);
}
console.log(breaches === 0 ? "All invariants hold." : `${breaches} breaches.`);
process.exitCode = breaches === 0 ? 0 : 1;

async function idsOf(query: string): Promise<string[]> {
  const wrangler = join("node_modules", ".bin", "wrangler");
  const args = [
    "d1",
    "execute",
    "flux-ai",
    ...place,
    "--json",
    "--command",
    query.replace(/\s+/g, " ").trim(),
  ];
  const { stdout } = await promisify(execFile)(wrangler, args, { maxBuffer: 256 * 1024 * 1024 });
  const [answer] = JSON.parse(stdout) as [{ results: { id: string }[] }];
  return answer.results.map(({ id }) => id);
}
