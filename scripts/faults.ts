import { parseArgs } from "node:util";
import { progress } from "./progress";
import { runSilently } from "./run";

/** Walked by one run of the tests: a line that says how far it is moves on after each, some 20 seconds apart. */
const RUNS_AT_ONCE = 250;

/** `npm run faults -- --runs 100000 --seed N` takes a long random walk over all that can break; it stops at the first breach. */
const { values } = parseArgs({
  options: { runs: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
const [runs, first] = [Number(values.runs), Number(values.seed)];
const walked = progress("Runs", runs);
for (let done = 0; done < runs; done += RUNS_AT_ONCE) {
  const some = Math.min(RUNS_AT_ONCE, runs - done);
  Object.assign(process.env, { FAULT_RUNS: String(some), FAULT_SEED: String(first + done) });
  await runSilently("vitest", "run", "--project", "business", "app/operations/walk.test.ts");
  walked.step(some);
}
walked.end();
console.log(`Every invariant held in ${runs.toLocaleString("en")} runs from seed ${first} on.`);
