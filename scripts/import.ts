import "./quiet";
import { parseArgs } from "node:util";
import { migrateThere, openBindings } from "./bindings";
import { importInto } from "./import/import-into";
import { targetIn } from "./import/target";
import { DEFAULT_PERSIST_TO } from "./server";

/**
 * `npm run import -- --from dump.sql` brings people, balances, prompts and pictures of another site out of an export of its
 * D1 (`wrangler d1 export`), into the local database, and with `--remote` into the deployed one. Pictures are fetched from
 * `--hosts` alone, names with commas between. It may be run again: what is there is not brought twice.
 */
const { values } = parseArgs({
  options: {
    from: { type: "string" },
    hosts: { type: "string", default: "replicate.delivery" },
    remote: { type: "boolean", default: false },
    "persist-to": { type: "string", default: DEFAULT_PERSIST_TO },
  },
});
if (!values.from) {
  console.error("Usage: npm run import -- --from dump.sql [--hosts replicate.delivery] [--remote]");
  process.exit(1);
}
const where = { remote: values.remote, persistTo: values["persist-to"] };
await migrateThere(where);
const { env, dispose } = await openBindings(where);
try {
  const { lines, isWhole } = await importInto(targetIn(env, values.hosts), values.from);
  for (const line of lines) console.log(line);
  process.exitCode = isWhole ? 0 : 2;
} finally {
  await dispose();
}
