import type { Selectable } from "kysely";
import type { User } from "~/accounts/user";
import { contentTypeOf } from "~/platform/formats/read-picture.server";
import { isUuid } from "~/platform/ids.server";
import type { Inputs } from "~/platform/schema";
import type { Services } from "~/services.server";
import { inputKey } from "../keys.server";
import { askStore } from "../store.server";

/** A picture that a visitor brought to be changed. Only they ever see it. */
export type Input = Selectable<Inputs>;

/** The visitor's own; null for any other id. */
export async function ownInput({ db }: Services, user: User, id: string): Promise<Input | null> {
  if (!isUuid(id)) return null;
  const input = await db
    .selectFrom("inputs")
    .selectAll()
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  return input ?? null;
}

/** Null when it is gone, or no picture. @throws Unavailable when the store does not answer. */
export async function dataUriOf(using: Services, id: string): Promise<string | null> {
  const object = await askStore(using, (pictures) => pictures.get(inputKey(id)));
  if (!object) return null;
  const bytes = Buffer.from(await object.arrayBuffer());
  const type = contentTypeOf(bytes);
  return type && `data:${type};base64,${bytes.toString("base64")}`;
}
