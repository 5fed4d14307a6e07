import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import version from "../../test/fixtures/version-before.json";
import { recordedD1, type Step } from "../../test/recorded-d1";
import { sessionOfEverything } from "../../test/session-of-everything";
import { world } from "../../test/world";
import { Db } from "./db.server";

/**
 * While a release goes out, the version before works on the migrated database. So what that version asked the database in a
 * session of all that people do is asked again here, word for word, and is to be answered as it was.
 * `npm run record` writes the session of the version that stands, when it is released.
 */
test("the statements of the version before do on this database what they did on theirs", async () => {
  for (const { statements, rows } of version as Step[]) {
    const batch = statements.map(([sql, bound]) => env.DB.prepare(sql).bind(...bound));
    const answers = await env.DB.batch(batch);
    expect({ statements, rows: answers.map(({ results }) => results) }).toMatchObject({ statements, rows });
  }
});

test("a session of this version can be recorded, as the next one will ask it again", async () => {
  const steps: Step[] = [];
  const using = world();
  await sessionOfEverything({ ...using, db: new Db(recordedD1(env.DB, steps), using.timings) });
  expect(new Set(steps.flatMap(({ statements }) => statements.map(([sql]) => sql))).size).toBeGreaterThan(90);
  if (env.RECORDS) for (const step of steps) console.log(`step ${JSON.stringify(step)}`);
});
