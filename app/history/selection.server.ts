import type { User } from "~/accounts/user";
import { anyOf, isUuid } from "~/platform/ids.server";
import { living } from "~/platform/living.server";
import type { Services } from "~/services.server";

/** What a visitor ticked: any number of ids, of which some may be none, another's, or deleted. */
export type Selection = {
  /** The visitor's own generations among them. */
  own: Chosen[];
  /** How many ticked texts are somebody else's, not there, or no id at all. */
  unknown: number;
};

type Chosen = Awaited<ReturnType<typeof ownAmong>>[number];

export async function select(using: Services, user: User, ticked: string[]): Promise<Selection> {
  const distinct = [...new Set(ticked)];
  const ids = distinct.filter(isUuid);
  const own = ids.length > 0 ? await ownAmong(using, user, ids) : [];
  return { own, unknown: distinct.length - own.length };
}

function ownAmong({ db }: Services, user: User, ids: string[]) {
  return living(db)
    .select(["id", "prompt"])
    .where("id", "in", anyOf(ids))
    .where("user_id", "=", user.id)
    .execute();
}
