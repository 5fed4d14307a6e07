import { createHash } from "node:crypto";
import { type ExpressionBuilder, sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type { User } from "~/accounts/user";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { PictureFile } from "~/platform/formats/picture-file";
import type { Database } from "~/platform/schema";
import type { Services } from "~/services.server";
import { inputKey } from "../keys.server";
import { MOST_UPLOADS_A_DAY } from "../limits";
import { removeObjects } from "../remove.server";
import { askStore } from "../store.server";
import type { Input } from "./input.server";
import { type Upright, upright } from "./upright.server";

export type KeptInput =
  | { kind: "kept"; input: Input }
  /** The person has brought as many pictures today as one may. */
  | { kind: "too many" }
  /** The picture is not upright, and is too large to be turned or cannot be taken apart. */
  | { kind: "not turned" };

/**
 * Keeps a picture that somebody brought, without what the file says beside it. The same picture is kept once for a
 * person, however often it is sent, and counts once.
 */
export async function keepInput(
  using: Services,
  user: User,
  file: PictureFile,
  { isMadeByAi }: { isMadeByAi: boolean },
): Promise<KeptInput> {
  const sha256 = digestOf(file.bare);
  const known = await knownInput(using, user, sha256, isMadeByAi);
  if (known) return { kind: "kept", input: known };
  // A second lock in front of the count in the batch: nothing need be stored that would only be refused.
  if ((await uploadsToday(using, user)) >= MOST_UPLOADS_A_DAY) return { kind: "too many" };
  const shown = await upright(file);
  if (!shown) return { kind: "not turned" };
  return store(using, user, { sha256, isMadeByAi }, shown);
}

/** The digest of a picture before it is turned: turning costs time, and has the same outcome each time. */
function digestOf(parts: Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("base64url");
}

/** The picture that this person brought before; brought again, it waits for an order as long as a new one does. */
async function knownInput(
  { db }: Services,
  user: User,
  sha256: string,
  isMadeByAi: boolean,
): Promise<Input | null> {
  const input = await db
    .updateTable("inputs")
    .set({ created_at: timestamp(), ...(isMadeByAi && { made_by_ai: 1 }) })
    .where("id", "=", ({ selectFrom }) =>
      selectFrom("input_contents")
        .select("input_id")
        .where("user_id", "=", user.id)
        .where("sha256", "=", sha256),
    )
    .returningAll()
    .executeTakeFirst();
  return input ?? null;
}

async function uploadsToday({ db }: Services, user: User): Promise<number> {
  const found = await db
    .selectFrom("uploads_by_day")
    .select("uploads")
    .where("user_id", "=", user.id)
    .where("day", "=", today())
    .executeTakeFirst();
  return found?.uploads ?? 0;
}

function today(): string {
  return timestamp().slice(0, 10);
}

/** Stores the bytes before the row: an object without a row is swept away, a row without its object is a broken picture. */
async function store(
  using: Services,
  user: User,
  { sha256, isMadeByAi }: { sha256: string; isMadeByAi: boolean },
  shown: Upright,
): Promise<KeptInput> {
  const { parts, ...described } = shown;
  const bytes = parts.reduce((sum, { length }) => sum + length, 0);
  const id = uuidv7();
  const input: Input = {
    ...{ id, user_id: user.id, ...described, bytes, sha256 },
    made_by_ai: isMadeByAi ? 1 : 0,
    created_at: timestamp(),
  };
  await askStore(using, (pictures) =>
    pictures.put(inputKey(id), Buffer.concat(parts), { httpMetadata: { contentType: shown.content_type } }),
  );
  try {
    await using.db.atomically(
      [
        using.db.insertInto("inputs").values(input),
        using.db.insertInto("input_contents").values({ user_id: user.id, sha256, input_id: id }),
        countUpload(using, user),
        forgetOlderCounts(using, user),
      ],
      { mayArriveTwice: true },
    );
    return { kind: "kept", input };
  } catch (error) {
    if (!refusedBy(error)) throw error;
    await removeObjects(using, { images: [], inputs: [id] });
    if (refusedBy(error, "uploads_by_day.uploads")) return { kind: "too many" };
    // Somebody was faster with the same picture, in another tab; it may even be gone again.
    const known = await knownInput(using, user, sha256, isMadeByAi);
    if (known) return { kind: "kept", input: known };
    throw error;
  }
}

/** Query that forgets what the person brought on days that are over. */
function forgetOlderCounts({ db }: Services, user: User) {
  return db.deleteFrom("uploads_by_day").where("user_id", "=", user.id).where("day", "<", today());
}

/** Counts one upload. A batch has no `if`: beyond the bound the count is NULL, which refuses the whole batch. */
function countUpload({ db }: Services, user: User) {
  const oneMore = ({ ref }: ExpressionBuilder<Database, "uploads_by_day">) =>
    sql<number>`CASE WHEN ${ref("uploads_by_day.uploads")} < ${MOST_UPLOADS_A_DAY} THEN ${ref("uploads_by_day.uploads")} + 1 END`;
  return db
    .insertInto("uploads_by_day")
    .values({ user_id: user.id, day: today(), uploads: 1 })
    .onConflict((conflict) => conflict.columns(["user_id", "day"]).doUpdateSet({ uploads: oneMore }));
}
