import type { User } from "~/accounts/user";
import { isUuid } from "~/platform/ids.server";
import type { Services } from "~/services.server";
import { type Input, ownInput } from "./input.server";

/** A picture that the form is opened with: the field that names it, and where it is seen. */
export type Shown = { field: "input" | "source"; id: string; src: string };

export function asBrought({ id }: Input): Shown {
  return { field: "input", id, src: `/inputs/${id}` };
}

/** The visitor's own picture that a link to the form names: one brought before, or one that was made; else null. */
export async function pictureNamedBy(
  using: Services,
  user: User,
  query: URLSearchParams,
): Promise<Shown | null> {
  const input = query.get("input");
  if (input) {
    const known = await ownInput(using, user, input);
    return known && asBrought(known);
  }
  const source = query.get("source");
  if (!source || !isUuid(source)) return null;
  const generation = await using.db
    .selectFrom("generation_history")
    .select("image_id")
    .where("id", "=", source)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  return generation?.image_id ? { field: "source", id: source, src: `/images/${generation.image_id}` } : null;
}
