import { parseArgs } from "node:util";
import { Db } from "../app/platform/db.server";
import { Timings } from "../app/platform/timings.server";
import { printBreaches } from "./backup/breaches";
import { contentsOf } from "./backup/contents";
import { copyIn, readObjects } from "./backup/objects";
import { reindex } from "./backup/search";
import { migrateThere, openBindings } from "./bindings";
import { executeOn } from "./d1";
import { DEFAULT_PERSIST_TO } from "./server";

/**
 * `npm run restore -- --from DIR` reads a backup into an empty local database, or with `--remote` into an empty deployed one:
 * rows, then the migrations that are newer than the backup, then the search index. Objects that the backup has and the
 * store has not are put there; which are missing everywhere is said, and so is what the audit finds.
 */
const { values } = parseArgs({
  options: {
    from: { type: "string" },
    remote: { type: "boolean", default: false },
    "persist-to": { type: "string", default: DEFAULT_PERSIST_TO },
  },
});
if (!values.from) {
  console.error("Usage: npm run restore -- --from DIR [--remote]");
  process.exit(1);
}
const { remote, "persist-to": persistTo } = values;
const from = contentsOf(values.from);
const where = { remote, "persist-to": persistTo };

const [tables] = await executeOn<{ name: string }>(
  where,
  "--command",
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'users'",
);
if (tables?.results.length) {
  console.error("This database is not empty. A backup is read into a new one: nothing is overwritten.");
  process.exit(1);
}
await executeOn(where, "--file", from.database);
await migrateThere({ remote, persistTo });
const { env, dispose } = await openBindings({ remote, persistTo });
try {
  await reindex(new Db(env.DB, new Timings()));
  let [put, missing] = [0, 0];
  for await (const object of readObjects(from.objects)) {
    const came = await copyIn(env.PICTURES, object, from.pictures);
    if (came === "missing") console.log(`missing: ${object.key}`);
    if (came === "missing") missing++;
    if (came === "put") put++;
  }
  console.log(`${put} objects were put back into the store; ${missing} are missing.`);
  process.exitCode = (await printBreaches(env.DB)) + missing > 0 ? 2 : 0;
} finally {
  await dispose();
}
