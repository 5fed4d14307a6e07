import { parseArgs } from "node:util";
import { printBreaches } from "./backup/breaches";
import { openBindings } from "./bindings";
import { DEFAULT_PERSIST_TO } from "./server";

/**
 * `npm run audit` looks through the local database, `npm run audit -- --remote` through the deployed one. It prints each
 * breach as the invariant and the id of the row, and ends with 1 when there is one.
 */
const { values } = parseArgs({
  options: {
    remote: { type: "boolean", default: false },
    "persist-to": { type: "string", default: DEFAULT_PERSIST_TO },
  },
});
const { env, dispose } = await openBindings({ remote: values.remote, persistTo: values["persist-to"] });
try {
  process.exitCode = (await printBreaches(env.DB)) === 0 ? 0 : 1;
} finally {
  await dispose();
}
