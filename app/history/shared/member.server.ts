import { servePicture, serveThumbnail } from "~/pictures/serve.server";
import { isToken } from "~/platform/ids.server";
import type { Services } from "~/services.server";
import { forAnybody, PUBLIC } from "~/shares/for-anybody.server";
import { shownPrompt, withoutAddresses } from "~/shares/said-of-others.server";
import { isTakenDown } from "~/shares/takedown.server";
import { type Place, positionsIn, windowsAt } from "../places.server";
import { filterOf, linkedCollection, ownerOf } from "./shown.server";

/** One picture of a shared collection, with the keys of those beside it; null where it is not there, or not any more. */
export async function sharedMember(using: Services, token: string, key: string) {
  const found = await findMember(using, token, key);
  if (!found) return null;
  const { db } = using;
  const beside = (place: Place) => {
    const first = positionsIn(db, ownerOf(found), filterOf(found), windowsAt(place, "newest").ahead, 1).as(
      "beside",
    );
    return (
      db
        .selectFrom(first)
        // A cross join begins with the one position: the other way round every member would be read.
        .crossJoin("collection_members")
        .select("picture_key")
        .whereRef("collection_members.position", "=", "beside.position")
        .where("collection_id", "=", found.collection_id)
    );
  };
  const neighbours = await db
    .selectNoFrom([
      beside({ after: found.position }).as("newer"),
      beside({ before: found.position }).as("older"),
    ])
    .executeTakeFirstOrThrow();
  const { width, height, indexable, of_newcomer } = found;
  return {
    ...{
      name: withoutAddresses(found.name),
      width,
      height,
      prompt: shownPrompt(found.prompt, found.with_prompts),
    },
    ...{ indexable: indexable === 1, ofNewcomer: of_newcomer === 1, ...neighbours },
  };
}

/** The id of the generation behind such a picture, for whoever reports it; null where nothing is shown. */
export async function generationOfMember(
  using: Services,
  token: string,
  key: string,
): Promise<string | null> {
  return (await findMember(using, token, key))?.generation_id ?? null;
}

/** The bytes of a picture to anybody with the link of a collection that it is in. */
export function openMember(using: Services, token: string, key: string, request: Request) {
  return open(using, token, key, request, servePicture);
}

/** The small view of such a picture. */
export function openMemberThumbnail(using: Services, token: string, key: string, request: Request) {
  return open(using, token, key, request, serveThumbnail);
}

async function open(
  using: Services,
  token: string,
  key: string,
  request: Request,
  serve: typeof serveThumbnail,
): Promise<Response | null> {
  const found = await findMember(using, token, key);
  if (!found) return null;
  const image = { ...found, id: found.image_id, prompt: shownPrompt(found.prompt, found.with_prompts) ?? "" };
  return forAnybody(await serve(using, image, request, PUBLIC), found);
}

async function findMember({ db }: Services, token: string, key: string) {
  if (!isToken(token)) return null;
  const found = await linkedCollection(db, token)
    .innerJoin("collection_members", "collection_members.collection_id", "collections.id")
    .innerJoin("generation_history", "generation_history.position", "collection_members.position")
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select([
      "collection_members.position",
      "generation_history.prompt",
      "generation_history.id as generation_id",
      "generation_history.input_id",
      "images.id as image_id",
      "images.content_type",
      "images.thumbnail_bytes",
      "images.width",
      "images.height",
    ])
    .where("collection_members.picture_key", "=", key)
    .where("generation_history.status", "=", "succeeded")
    .where("generation_history.deleted_at", "is", null)
    .where((row) => row.not(isTakenDown("generation_history.id")))
    .executeTakeFirst();
  return found ?? null;
}
