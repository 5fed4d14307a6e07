import type { Person } from "~/accounts/user";
import { advance, mayAdvance } from "~/generations/advance.server";
import { AMONG_OPEN, type Generation } from "~/generations/generation.server";
import { living, livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { CARD_COLUMNS } from "../card.server";

/** How many of the newest stand beside the picture that is looked at. */
const FILM_LENGTH = 12;

/** A query of the visitor's newest generations, open and failed ones too: a walk into the index that their list has. */
export function newestOf({ db }: Services, user: Person) {
  return living(db)
    .leftJoin("images", "images.id", "generation_history.image_id")
    .select(CARD_COLUMNS)
    .where("generation_history.user_id", "=", user.id)
    .orderBy("generation_history.position", "desc")
    .limit(FILM_LENGTH);
}

/** A query of what the visitor has on the way. */
export function openOf({ db }: Services, user: Person) {
  return livingOrDeleted(db).selectAll().where("user_id", "=", user.id).where(AMONG_OPEN).limit(FILM_LENGTH);
}

/** Takes those that are due a step further once the page has been sent: whoever looks at another picture keeps them going. */
export function lookAfter(using: Services, open: Generation[]): void {
  const due = open.filter(mayAdvance);
  if (due.length > 0)
    using.later(async () => {
      await Promise.all(due.map((generation) => advance(using, generation)));
    });
}
