import { parseArgs } from "node:util";
import { INVARIANTS } from "../app/operations/invariants";
import { executeOn } from "./d1";

/**
 * `npm run audit` looks through the local database, `npm run audit -- --remote` through the deployed one. It prints each
 * breach as the invariant and the id of the row, and ends with 1 when there is one.
 */
const { values } = parseArgs({
  options: { remote: { type: "boolean", default: false }, "persist-to": { type: "string" } },
});
const breaches = await findBreaches();
for (const { invariant, id } of breaches) console.log(`${invariant}: ${id}`);
console.log(breaches.length === 0 ? "All invariants hold." : `Breaches: ${breaches.length}`);
process.exitCode = breaches.length === 0 ? 0 : 1;

/** Runs a statement for each invariant: joined into one they would have more terms than D1 takes. */
async function findBreaches(): Promise<{ invariant: string; id: string }[]> {
  const command = Object.values(INVARIANTS).join(";").replace(/\s+/g, " ");
  const answers = await executeOn<{ id: string }>(values, "--command", command);
  return Object.keys(INVARIANTS).flatMap((invariant, index) =>
    (answers[index]?.results ?? []).map(({ id }) => ({ invariant, id })),
  );
}
