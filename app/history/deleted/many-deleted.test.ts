import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { aPicture } from "../../../test/deleted";
import { anAccount, world } from "../../../test/world";
import { deleteGenerations } from "./delete.server";
import { REMOVED_A_RUN } from "./limits";
import { DELETED_A_PAGE, deletedPage } from "./list.server";
import { putBack } from "./put-back.server";
import { removeDue, removeForGood } from "./remove.server";

/** What any page may read among however many. */
const MOST_ROWS = 2_000;
const [MANY, FIRST_POSITION] = [100_000, 1_000_000];

test("among 100,000 deleted pictures a page is read, and all are deleted for good, in bounded steps", async () => {
  const using = world();
  const [user, other] = [await anAccount(using), await anAccount(using)];
  const [{ id }, theirs] = [await aPicture(using, user), await aPicture(using, other)];
  await deleteGenerations(using, user, [id]);
  await deleteGenerations(using, other, [theirs.id]);
  await copies(id);
  const rowsReadBy = async <Result>(run: () => Promise<Result>) => {
    const before = using.rowsRead();
    return { result: await run(), rows: using.rowsRead() - before };
  };

  const moment = (await deletedPage(using, user, null)).cards[0]?.deleted_at ?? "";
  for (const place of [null, { deletedAt: moment, position: FIRST_POSITION + MANY / 2 }]) {
    const { result, rows } = await rowsReadBy(() => deletedPage(using, user, place));
    expect(result.cards).toHaveLength(DELETED_A_PAGE);
    expect(rows).toBeLessThanOrEqual(MOST_ROWS);
  }

  const left = () =>
    env.DB.prepare("SELECT count(*) AS n FROM generation_history WHERE user_id = ?")
      .bind(user.id)
      .first<number>("n");
  const emptying = await rowsReadBy(() => removeForGood(using, user, "all"));
  expect(emptying.rows).toBeLessThan(MANY / 10);
  expect(await left()).toBe(MANY + 1 - REMOVED_A_RUN);
  const page = await rowsReadBy(() => deletedPage(using, user, null));
  expect([page.result.cards, page.rows < 10]).toEqual([[], true]);
  expect(await putBack(using, user, { at: moment })).toBe(0);

  expect(await removeDue(using)).toBe(REMOVED_A_RUN);
  expect(await left()).toBe(MANY + 1 - 2 * REMOVED_A_RUN);
  expect((await deletedPage(using, other, null)).cards).toHaveLength(1);
  const next = await aPicture(using, user);
  await deleteGenerations(using, user, [next.id]);
  expect(await putBack(using, user, { ids: [next.id] })).toBe(1);
});

/** So many of one deleted picture, each with the positions of their own that follow `FIRST_POSITION`. */
async function copies(id: string): Promise<void> {
  const { results } = await env.DB.prepare("SELECT name FROM pragma_table_info('generation_history')").all<{
    name: string;
  }>();
  const changed: Record<string, string> = {
    id: "lower(hex(randomblob(16)))",
    position: `${FIRST_POSITION} + n`,
    prediction_id: "NULL",
  };
  const names = results.map(({ name }) => name);
  await env.DB.prepare(
    `INSERT INTO generation_history (${names.join()})
     WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${MANY})
     SELECT ${names.map((name) => changed[name] ?? name).join()} FROM numbers, generation_history WHERE id = ?`,
  )
    .bind(id)
    .run();
}
