import type { User } from "~/accounts/user";
import { updateGenerations } from "~/generations/generation.server";
import type { Query } from "~/platform/db.server";
import { anyOf } from "~/platform/ids.server";
import { allIndexedAgain } from "~/search/index.server";
import type { Services } from "~/services.server";
import { type Selection, select } from "./selection.server";

export type Marked = { marked: number; unknown: number };

/** Sets the mark that is asked for rather than turning it round, so that a form sent twice has the same outcome. */
export async function setFavorite(
  using: Services,
  user: User,
  ticked: string[],
  isFavorite: boolean,
): Promise<Marked> {
  const selection = await select(using, user, ticked);
  if (selection.own.length > 0) {
    await using.db.atomically(marks(using, user, selection, isFavorite), { mayArriveTwice: true });
  }
  return { marked: selection.own.length, unknown: selection.unknown };
}

/** The marks and the index from one list, so that no generation is marked without being found by its mark. */
function marks({ db }: Services, user: User, { own }: Selection, isFavorite: boolean): Query[] {
  return [
    updateGenerations(db, { favorite: isFavorite ? 1 : 0 })
      .where("id", "in", anyOf(own.map(({ id }) => id)))
      .where("user_id", "=", user.id),
    ...allIndexedAgain(
      db,
      own.map(({ id, prompt }) => ({ id, prompt, userId: user.id })),
    ),
  ];
}
