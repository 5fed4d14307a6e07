import { parseArgs } from "node:util";
import { INVARIANTS } from "../app/operations/invariants";
import { executeOn } from "./d1";

/**
 * `npm run audit` looks through the local database, `npm run audit -- --remote` through the deployed one. Prints every
 * breach of an invariant by its id, and ends with 1 when there is one.
 */
const { values } = parseArgs({
  options: { remote: { type: "boolean", default: false }, "persist-to": { type: "string" } },
});
const breaches = await findBreaches();
for (const { invariant, id } of breaches) console.log(`${invariant}: ${id}`);
console.log(breaches.length === 0 ? "All invariants hold." : `Breaches: ${breaches.length}`);
process.exitCode = breaches.length === 0 ? 0 : 1;

/** One statement for each invariant: together as one they are more terms than D1 takes. */
async function findBreaches(): Promise<{ invariant: string; id: string }[]> {
  const command = Object.values(INVARIANTS).join(";").replace(/\s+/g, " ");
  const answers = await executeOn<{ id: string }>(values, "--command", command);
  return Object.keys(INVARIANTS).flatMap((invariant, index) =>
    (answers[index]?.results ?? []).map(({ id }) => ({ invariant, id })),
  );
}
