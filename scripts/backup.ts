import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { contentsOf } from "./backup/contents";
import { exportDatabase } from "./backup/database";
import { copyOut, objectsIn, writeObjects } from "./backup/objects";
import { openBindings } from "./bindings";
import { progress } from "./progress";
import { DEFAULT_PERSIST_TO } from "./server";

/**
 * `npm run backup -- --to DIR` writes the local database, or with `--remote` the deployed one, and a list of what lies in the
 * store; with `--pictures` what lies there too, of which only what is new is fetched when DIR has an earlier backup.
 */
const { values } = parseArgs({
  options: {
    to: { type: "string" },
    pictures: { type: "boolean", default: false },
    remote: { type: "boolean", default: false },
    "persist-to": { type: "string", default: DEFAULT_PERSIST_TO },
  },
});
if (!values.to) {
  console.error("Usage: npm run backup -- --to DIR [--pictures] [--remote]");
  process.exit(1);
}
const { remote, "persist-to": persistTo } = values;
const to = contentsOf(values.to);
// All that people gave the site is in it: it is for whoever makes it alone.
await mkdir(values.to, { recursive: true, mode: 0o700 });
const { env, dispose } = await openBindings({ remote, persistTo });
try {
  await writeFile(to.database, await exportDatabase(env.DB, { remote }), { mode: 0o600 });
  const objects = await writeObjects(objectsIn(env.PICTURES), to.objects);
  console.log(`The database and a list of ${objects.length} objects are in ${values.to}.`);
  if (values.pictures) {
    const copied = progress("Objects", objects.length);
    let gone = 0;
    for (const object of objects) {
      if (!(await copyOut(env.PICTURES, object, to.pictures))) gone++;
      copied.step();
    }
    copied.end();
    console.log(`${objects.length - gone} objects are there, and ${gone} were removed meanwhile.`);
  }
} finally {
  await dispose();
}
