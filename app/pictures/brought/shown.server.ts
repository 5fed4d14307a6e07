import type { Person } from "~/accounts/user";
import { anyOf, isUuid } from "~/platform/ids.server";
import { living } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { MOST_PICTURES_IN } from "../limits";
import type { BroughtOne, Made } from "../signed/address.server";
import type { Input } from "./input.server";

/** A picture that the form is opened with: the field that names it, and what there is to be seen. */
export type Shown = ({ field: "input" } & BroughtOne) | { field: "source"; id: string; made: Made };

export function asBrought({ id, made_by_ai }: Input): Shown {
  return { field: "input", id, made_by_ai };
}

/** The visitor's own pictures that a link to the form names: those brought before, then those that were made. */
export async function picturesNamedBy(
  using: Services,
  user: Person,
  query: URLSearchParams,
): Promise<Shown[]> {
  const named = (field: Shown["field"]) =>
    [...new Set(query.getAll(field).filter(isUuid))].slice(0, MOST_PICTURES_IN);
  const [inputIds, sourceIds] = [named("input"), named("source")];
  const [inputs, sources] = await Promise.all([
    ownInputs(using, user, inputIds),
    sourceIds.length > 0 ? ownPictures(using, user, sourceIds) : [],
  ]);
  const left = new Set(query.getAll("leave_out"));
  return [
    ...inputIds.flatMap((id) => inputs.filter((input) => input.id === id).map(asBrought)),
    ...sourceIds.flatMap((id) =>
      sources
        .filter((source) => source.id === id)
        .map(({ image_id, input_id }): Shown => {
          return { field: "source", id, made: { image_id: image_id ?? "", input_id } };
        }),
    ),
  ].filter(({ id }) => !left.has(id));
}

/** The visitor's own pictures among these that were brought before, in no order. */
export async function ownInputs({ db }: Services, user: Person, ids: string[]): Promise<Input[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("inputs")
    .selectAll()
    .where("id", "in", anyOf(ids))
    .where("user_id", "=", user.id)
    .execute();
}

function ownPictures({ db }: Services, user: Person, ids: string[]) {
  return living(db)
    .select(["id", "image_id", "input_id"])
    .where("id", "in", anyOf(ids))
    .where("user_id", "=", user.id)
    .where("image_id", "is not", null)
    .execute();
}
