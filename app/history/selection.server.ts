import type { User } from "~/accounts/user";
import { isOpen } from "~/generations/generation.server";
import { furtherInputs } from "~/generations/own-generation.server";
import { anyOf, isUuid } from "~/platform/ids.server";
import type { Services } from "~/services.server";

/** What a visitor ticked: any number of ids, of which some may be none, another's, or gone. */
export type Selection = {
  /** Every ticked text that could be an id, once. */
  ids: string[];
  /** The visitor's own generations among them. */
  own: Chosen[];
  /** How many of the visitor's own are on their way, which are not deleted before they have ended. */
  open: number;
  /** How many ticked texts are somebody else's, not there, or no id at all. */
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
    .select([
      "id",
      "prompt",
      "status",
      "favorite",
      "image_id",
      "input_id",
      furtherInputs().as("further_inputs"),
    ])
    .where("id", "in", anyOf(ids))
    .where("user_id", "=", user.id)
    .execute();
}
