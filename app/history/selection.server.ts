import type { User } from "~/accounts/user";
import { isOpen } from "~/generations/generation.server";
import { anyOf, isUuid } from "~/platform/ids.server";
import type { Services } from "~/services.server";

/** What a visitor ticked: any number of ids, of which some may be none, another's, or gone. */
export type Selection = {
  /** Each that could be an id, once. */
  ids: string[];
  /** Their own, of those. */
  own: Chosen[];
  /** Their own on their way, which only canceling ends. */
  open: number;
  /** Ticked and not theirs, not there, or no id at all. */
  unknown: number;
};

export type Chosen = Awaited<ReturnType<typeof ownAmong>>[number];

export async function select(using: Services, user: User, ticked: string[]): Promise<Selection> {
  const distinct = [...new Set(ticked)];
  const ids = distinct.filter(isUuid);
  const own = ids.length > 0 ? await ownAmong(using, user, ids) : [];
  return { ids, own, open: own.filter(isOpen).length, unknown: distinct.length - own.length };
}

function ownAmong({ db }: Services, user: User, ids: string[]) {
  return db
    .selectFrom("generation_history")
    .select(["id", "prompt", "status", "favorite", "image_id", "input_id"])
    .where("id", "in", anyOf(ids))
    .where("user_id", "=", user.id)
    .execute();
}
