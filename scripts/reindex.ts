import { parseArgs } from "node:util";
import { Db } from "../app/platform/db.server";
import { Timings } from "../app/platform/timings.server";
import { reindex } from "./backup/search";
import { openBindings } from "./bindings";
import { DEFAULT_PERSIST_TO } from "./server";

/**
 * `npm run reindex` writes the search index of the local database anew, `npm run reindex -- --remote` that of the
 * deployed one: after a migration of older rows. The app may run meanwhile.
 */
const { values } = parseArgs({
  options: {
    remote: { type: "boolean", default: false },
    "persist-to": { type: "string", default: DEFAULT_PERSIST_TO },
  },
});
const { env, dispose } = await openBindings({ remote: values.remote, persistTo: values["persist-to"] });
try {
  await reindex(new Db(env.DB, new Timings()));
} finally {
  await dispose();
}
console.log("The search index is whole.");
