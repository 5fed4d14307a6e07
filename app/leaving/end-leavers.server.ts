import { sql } from "kysely";
import { AMONG_OPEN } from "~/generations/generation.server";
import { removeAnyOf } from "~/history/deleted/remove.server";
import { removeObjects, unusedInputs } from "~/pictures/remove.server";
import { MINUTE, timestamp } from "~/platform/clock.server";
import { livingOrDeleted } from "~/platform/living.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { close, forget } from "./close.server";
import {
  COLLECTIONS_A_PIECE,
  GENERATIONS_A_PIECE,
  INPUTS_A_PIECE,
  LEAVERS_A_RUN,
  LEAVING_MARGIN_MINUTES,
  PIECES_A_RUN,
} from "./limits";

/**
 * Goes on to end the accounts whose time has come, and says how many have ended. What somebody has on the way is settled
 * before. Each batch stands alone: whoever comes after one that died finds what is left, and the row of the leaver goes last.
 * One for whom it breaks keeps none of those behind from their turn. @throws what broke first, when all had theirs.
 */
export async function endLeavers(using: Services): Promise<number> {
  const { db } = using;
  const due = await db
    .selectFrom("leavers")
    .innerJoin("users", "users.id", "leavers.user_id")
    .select(["users.id", "users.email"])
    .where("ends_at", "<=", timestamp(-LEAVING_MARGIN_MINUTES * MINUTE))
    .where(({ not, exists }) =>
      not(
        exists(
          livingOrDeleted(db)
            .select("generation_history.id")
            .where("generation_history.user_id", "=", sql.ref<string>("leavers.user_id"))
            .where(AMONG_OPEN),
        ),
      ),
    )
    .orderBy("ends_at")
    .limit(LEAVERS_A_RUN)
    .execute();
  let [ended, pieces] = [0, PIECES_A_RUN];
  const errors: unknown[] = [];
  for (const user of due) {
    if (pieces <= 0) break;
    try {
      await close(using, user);
      while (pieces > 0 && (await removePiece(using, user.id))) pieces--;
      if (pieces <= 0) break;
      await forget(using, user.id);
      log.info({ event: "account_ended" });
      ended++;
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return ended;
}

/** Removes a piece of what somebody has. Whether there was any. */
async function removePiece(using: Services, userId: string): Promise<boolean> {
  return (
    (await removeCollections(using, userId)) ||
    (await removeAnyOf(using, userId, GENERATIONS_A_PIECE)) > 0 ||
    (await removeInputs(using, userId))
  );
}

async function removeCollections({ db }: Services, userId: string): Promise<boolean> {
  const some = db.selectFrom("collections").select("id").where("user_id", "=", userId);
  const removed = await db
    .deleteFrom("collections")
    .where("id", "in", some.limit(COLLECTIONS_A_PIECE))
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

/** Removes pictures that were brought and came to no order; those that did went with it. */
async function removeInputs(using: Services, userId: string): Promise<boolean> {
  const { db } = using;
  const rows = await db
    .selectFrom("inputs")
    .select("id")
    .where("user_id", "=", userId)
    .limit(INPUTS_A_PIECE)
    .execute();
  const inputs = rows.map(({ id }) => id);
  if (inputs.length === 0) return false;
  await unusedInputs(db, inputs).where("user_id", "=", userId).execute();
  await removeObjects(using, { images: [], inputs });
  return true;
}
