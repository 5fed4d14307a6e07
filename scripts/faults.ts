import { parseArgs } from "node:util";
import { run } from "./run";

/** `npm run faults -- --runs 100000 --seed N` takes a long random walk over all that can break. */
const { values } = parseArgs({
  options: { runs: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
Object.assign(process.env, { FAULT_RUNS: values.runs, FAULT_SEED: values.seed });
await run("vitest", "run", "--project", "business", "app/operations/walk.test.ts");
