import type { Selectable } from "kysely";
import type { Person } from "~/accounts/user";
import { readPicture } from "~/platform/formats/read-picture.server";
import { isUuid } from "~/platform/ids.server";
import type { Inputs } from "~/platform/schema";
import type { Services } from "~/services.server";
import { inputKey } from "../keys.server";
import { askStore } from "../store.server";
import { type Shrunk, shrunk } from "./shrunk.server";

/** A picture that a visitor brought to be changed. Only they ever see it. */
export type Input = Selectable<Inputs>;

/** The picture that the visitor brought under this id; null for any other id. */
export async function ownInput({ db }: Services, user: Person, id: string): Promise<Input | null> {
  if (!isUuid(id)) return null;
  const input = await db
    .selectFrom("inputs")
    .selectAll()
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  return input ?? null;
}

/**
 * The picture as a model is given it, upright and with at most so many pixels; null when it is gone or none.
 * @throws Unavailable when the store is silent.
 */
export async function pictureForModel(
  using: Services,
  id: string,
  mostPixels: number,
): Promise<Shrunk | null> {
  const object = await askStore(using, (pictures) => pictures.get(inputKey(id)));
  if (!object) return null;
  const file = readPicture(new Uint8Array(await object.arrayBuffer()));
  return file.kind === "picture" ? shrunk(file, mostPixels) : null;
}
