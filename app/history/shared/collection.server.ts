import { sql } from "kysely";
import { previewOf, servePreview } from "~/pictures/preview.server";
import { isToken } from "~/platform/ids.server";
import { living } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { forAnybody, PUBLIC } from "~/shares/for-anybody.server";
import { shownPrompt, withoutAddresses } from "~/shares/said-of-others.server";
import { isTakenDown } from "~/shares/takedown.server";
import { coverOf } from "../collections/list.server";
import { PICTURES_A_PAGE } from "../limits";
import { type Place, positionsIn, windowsAt } from "../places.server";
import { filterOf, linkedCollection, ownerOf } from "./shown.server";

type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

/** A place in a shared collection, named by the key of a picture. */
export type SharedPlace = { before: string } | { after: string } | "newest";

/** The place that an address names; of two the one to go on from. */
export function readSharedPlace({ searchParams }: URL): SharedPlace {
  const [before, after] = [searchParams.get("before"), searchParams.get("after")];
  if (before) return { before };
  return after ? { after } : "newest";
}

/**
 * A page of a shared collection, newest first: no ids, no owner, and prompts only if its owner chose to show them. Null for a
 * link that was revoked or never made; a place that is not in it any more is the newest.
 */
export async function sharedCollection(using: Services, token: string, asked: SharedPlace) {
  const found = await find(using, token, keyIn(asked));
  if (!found) return null;
  const place = placeOf(asked, found.position);
  const [rows, cover] = await Promise.all([page(using, found, place), coverIn(using, found)]);
  const isUpwards = typeof place === "object" && "after" in place;
  const hasMore = rows.length > PICTURES_A_PAGE;
  const isLeft = rows[0]?.is_anything_left === 1;
  const shown = rows.slice(0, PICTURES_A_PAGE).sort((a, b) => b.position - a.position);
  return {
    name: withoutAddresses(found.name),
    indexable: found.indexable === 1,
    ofNewcomer: found.of_newcomer === 1,
    cover: cover ? previewOf(cover) : null,
    pictures: shown.map(({ picture_key, prompt, width, height, average_color }) => ({
      key: picture_key,
      prompt: shownPrompt(prompt, found.with_prompts),
      ...{ width, height, average_color },
    })),
    older: (isUpwards ? isLeft : hasMore) ? (shown.at(-1)?.picture_key ?? null) : null,
    newer: (isUpwards ? hasMore : isLeft) ? (shown.at(0)?.picture_key ?? null) : null,
    isFirst: place === "start",
  };
}

export type SharedCard = NonNullable<Awaited<ReturnType<typeof sharedCollection>>>["pictures"][number];

/** What stands for a shared collection in chats and search results: its cover. */
export async function openCollectionPreview(using: Services, token: string, request: Request) {
  const found = await find(using, token, null);
  const cover = found && (await coverIn(using, found));
  if (!cover) return null;
  const image = { ...cover, prompt: found.name };
  return forAnybody(await servePreview(using, image, request, PUBLIC), found);
}

/** The collection behind a link, and the position of one of its pictures, by its key. */
async function find({ db }: Services, token: string, key: string | null) {
  if (!isToken(token)) return null;
  const found = await linkedCollection(db, token)
    .leftJoin("collection_members", (members) =>
      members
        .onRef("collection_members.collection_id", "=", "collections.id")
        .on("collection_members.picture_key", "=", key),
    )
    .select("collection_members.position")
    .executeTakeFirst();
  return found ?? null;
}

function page({ db }: Services, found: Found, place: Place) {
  const [owner, filter, { ahead, behind }] = [ownerOf(found), filterOf(found), windowsAt(place, "newest")];
  const left = positionsIn(db, owner, filter, behind, 1);
  return (
    db
      .selectFrom(positionsIn(db, owner, filter, ahead, PICTURES_A_PAGE + 1).as("found"))
      // A cross join keeps this order: the positions are walked, and each one's rows are looked up.
      .crossJoin("generation_history")
      .innerJoin("images", "images.id", "generation_history.image_id")
      .innerJoin("collection_members", "collection_members.position", "generation_history.position")
      .select([
        "generation_history.position",
        "generation_history.prompt",
        "collection_members.picture_key",
        "images.width",
        "images.height",
        "images.average_color",
        sql<number>`EXISTS ${left}`.as("is_anything_left"),
      ])
      .whereRef("generation_history.position", "=", "found.position")
      .where("generation_history.deleted_at", "is", null)
      .where((row) => row.not(isTakenDown("generation_history.id")))
      .where("collection_members.collection_id", "=", found.collection_id)
      .execute()
  );
}

function coverIn({ db }: Services, found: Pick<Found, "collection_id" | "user_id">) {
  const cover = db
    .selectFrom("collections")
    .select((one) => coverOf(one, ownerOf(found)).as("position"))
    .where("id", "=", found.collection_id);
  return living(db)
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select(["images.id", "images.content_type", "images.width", "images.height", "input_id"])
    .where("generation_history.position", "=", cover)
    .where("generation_history.user_id", "=", found.user_id)
    .where((row) => row.not(isTakenDown("generation_history.id")))
    .executeTakeFirst();
}

function keyIn(place: SharedPlace): string | null {
  if (place === "newest") return null;
  return "before" in place ? place.before : place.after;
}

function placeOf(asked: SharedPlace, position: number | null): Place {
  if (asked === "newest" || position === null) return "start";
  return "before" in asked ? { before: position } : { after: position };
}
