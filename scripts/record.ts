import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * `npm run record`, when a version is released: writes down what it asks the database in a session of all that people do.
 * The tests of the versions after it ask the same of their migrated database.
 */
const TEST = "app/platform/version-before.test.ts";
const FIXTURE = "test/fixtures/version-before.json";

const { stdout } = await promisify(execFile)(
  join("node_modules", ".bin", "vitest"),
  ["run", "--project", "business", "--silent=false", TEST, "-t", "can be recorded"],
  { env: { ...process.env, RECORDS: "1" }, maxBuffer: 64 * 1024 * 1024 },
);
const steps = stdout.match(/(?<=^step )\{.*\}$/gm) ?? [];
if (steps.length === 0) throw new Error(stdout);
await writeFile(FIXTURE, `[\n${steps.join(",\n")}\n]\n`);
console.log(`${steps.length} calls to the database are in ${FIXTURE}.`);
