import { env } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { HOUR, MINUTE, timestamp } from "~/platform/clock.server";
import { emptyEverything } from "../../test/emptied";
import { anAccount, anOrder, times, type World, world } from "../../test/world";
import { audit } from "./audit.server";
import { logLastHour } from "./last-hour.server";

beforeEach(emptyEverything);
afterEach(() => void vi.restoreAllMocks());

async function linesOf(work: () => Promise<unknown>) {
  const logged = vi.spyOn(console, "log").mockReturnValue();
  await work();
  const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)));
  logged.mockRestore();
  return lines.filter(({ event }) => event === "last_hour");
}

const failing = (using: World, words: string) => {
  using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, words), { status: 201 });
};

/** As if all that there is were made so long ago. */
async function ageEverything(minutes: number): Promise<void> {
  const at = timestamp(-minutes * MINUTE);
  for (const table of ["users", "credit_entries", "generation_history"])
    await env.DB.prepare(`UPDATE ${table} SET created_at = ? WHERE created_at > ?`).bind(at, at).run();
}

test("S13: the audit says what the last hour came to: predictions, refunds by reason, who joined", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24", RESULT_CACHE_SCOPE: "site" });
  const [user, other] = [await anAccount(using), await anAccount(using)];
  await startGeneration(using, user, anOrder({ prompt: "long ago" }));
  await ageEverything(61);
  const newcomers = await Promise.all(times(2, () => anAccount(using)));
  for (const prompt of ["one", "two"]) await startGeneration(using, user, anOrder({ prompt }));
  // Given from the cache: no prediction is made for it.
  await startGeneration(using, other, anOrder({ prompt: "one" }));
  failing(using, "NSFW content detected");
  for (const { id } of newcomers)
    await startGeneration(using, { ...user, id }, anOrder({ prompt: `never ${id}` }));
  failing(using, "no");
  const gone = anOrder({ prompt: "gone" });
  await startGeneration(using, user, gone);
  const line = {
    event: "last_hour",
    predictions: 5,
    refunds: { moderated: 2, failed: 1 },
    kept: {},
    joins: 2,
  };
  expect(await linesOf(() => audit(using))).toEqual([line]);
  // The ledger outlives what it paid for.
  await env.DB.prepare("DELETE FROM generation_history WHERE id = ?").bind(gone.id).run();
  expect(await linesOf(() => audit(using))).toEqual([{ ...line, refunds: { moderated: 2, deleted: 1 } }]);
  await ageEverything(59);
  expect(await linesOf(() => audit(using))).toMatchObject([{ predictions: 5, joins: 2 }]);
  await ageEverything(61);
  expect(await linesOf(() => audit(using))).toEqual([
    { event: "last_hour", predictions: 0, refunds: {}, kept: {}, joins: 0 },
  ]);
});

test("S13: of an empty database nothing is said", async () => {
  expect(await linesOf(() => audit(world()))).toMatchObject([{ predictions: 0, refunds: {}, joins: 0 }]);
});

test("S13: what was before the hour is not read, however much there is", async () => {
  const using = world();
  const user = await anAccount(using);
  const at = timestamp(-2 * HOUR);
  await env.DB.batch(
    times(1_000, (index) =>
      env.DB.prepare("INSERT INTO credit_entries VALUES (?, ?, NULL, 'grant', 1, 1, NULL, ?)").bind(
        `old-${index}`,
        user.id,
        at,
      ),
    ),
  );
  for (const prompt of ["one", "two", "three"]) await startGeneration(using, user, anOrder({ prompt }));
  const before = using.rowsRead();
  expect(await linesOf(() => logLastHour(using))).toMatchObject([{ predictions: 3 }]);
  expect(using.rowsRead() - before).toBeLessThan(50);
});

test("S2: it says how many credits were kept, and why", async () => {
  const using = world({ FREE_REFUSALS_A_DAY: "1" });
  const user = await anAccount(using);
  failing(using, "NSFW content detected");
  for (const prompt of ["one", "two", "three"]) await startGeneration(using, user, anOrder({ prompt }));
  expect(await linesOf(() => audit(using))).toMatchObject([
    { predictions: 3, refunds: { moderated: 1 }, kept: { refused: 2 } },
  ]);
});
