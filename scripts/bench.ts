import { parseArgs } from "node:util";
import { run } from "./run";
import { makeLocalSecrets } from "./secrets";

/**
 * `npm run bench` measures what the app adds to Replicate's own time. `npm run bench -- --d1-ms 40 --r2-ms 20` prints what
 * pages and orders take with stores near, at a quarter and at that distance, beside the bare Worker; `-- --crowd` how many
 * of them a seeded database carries at once; `-- --startup` how long a fresh workerd takes to its first answer.
 */
const { values } = parseArgs({
  options: {
    "d1-ms": { type: "string" },
    "r2-ms": { type: "string" },
    rounds: { type: "string", default: "15" },
    crowd: { type: "boolean", default: false },
    startup: { type: "boolean", default: false },
    beside: { type: "string", multiple: true, default: [] },
    seconds: { type: "string", default: "30" },
    "persist-to": { type: "string", default: ".wrangler/state" },
    email: { type: "string" },
    password: { type: "string" },
  },
});

await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
if (values.startup) {
  const { benchStartup } = await import("./bench/startup");
  await benchStartup(Number(values.rounds), values.beside);
} else if (values.crowd) {
  const { benchCrowd } = await import("./bench/crowd");
  const { email, password } = values;
  if (!email || !password) {
    console.error("`npm run seed` says as whom: npm run bench -- --crowd --email … --password …");
    process.exit(1);
  }
  await benchCrowd({ email, password, seconds: Number(values.seconds), persistTo: values["persist-to"] });
} else if (values["d1-ms"] !== undefined) {
  const { benchFar } = await import("./bench/far");
  const [d1, r2] = [Number(values["d1-ms"]), Number(values["r2-ms"] ?? Number(values["d1-ms"]) / 2)];
  const distances = [0, 1 / 4, 1].map((part) => ({ d1: d1 * part, r2: r2 * part }));
  await benchFar(distances, Number(values.rounds));
} else await import("./bench/added");
