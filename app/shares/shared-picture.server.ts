import { isLeavingOrBlocked } from "~/accounts/leaving/leavers.server";
import { servePreview } from "~/pictures/preview.server";
import { servePicture } from "~/pictures/serve.server";
import type { ContentType } from "~/platform/formats/picture-file";
import { isToken } from "~/platform/ids.server";
import type { Services } from "~/services.server";
import { forAnybody, PUBLIC } from "./for-anybody.server";
import { isNewcomer, shownPrompt } from "./said-of-others.server";

/** All that a page tells somebody with the link: no id, no owner, and the prompt only if its owner chose to show it. */
export type SharedPicture = {
  prompt: string | null;
  width: number;
  height: number;
  content_type: ContentType;
  indexable: boolean;
  /** Whether its owner joined only lately: the prompt is in no title then. */
  ofNewcomer: boolean;
};

/** The facts of a shared picture; null for a link that was revoked or never made. */
export async function sharedPicture(using: Services, token: string): Promise<SharedPicture | null> {
  const found = await find(using, token);
  if (!found) return null;
  const { width, height, content_type } = found;
  const { indexable, of_newcomer } = found;
  const facts = { width, height, content_type, indexable: indexable === 1, ofNewcomer: of_newcomer === 1 };
  return { ...facts, prompt: shownPrompt(found.prompt, found.with_prompt) };
}

/** The id of the generation behind a link, for whoever reports its picture; null for a link that shows nothing. */
export async function generationBehind(using: Services, token: string): Promise<string | null> {
  return (await find(using, token))?.generation_id ?? null;
}

/** The bytes to anybody with the link. */
export function openShared(using: Services, token: string, request: Request): Promise<Response | null> {
  return open(using, token, request, servePicture);
}

/** What stands for the picture in chats and search results, to anybody with the link. */
export function openSharedPreview(
  using: Services,
  token: string,
  request: Request,
): Promise<Response | null> {
  return open(using, token, request, servePreview);
}

async function open(
  using: Services,
  token: string,
  request: Request,
  serve: typeof servePreview,
): Promise<Response | null> {
  const found = await find(using, token);
  if (!found) return null;
  const image = { ...found, id: found.image_id, prompt: shownPrompt(found.prompt, found.with_prompt) ?? "" };
  return forAnybody(await serve(using, image, request, PUBLIC), found);
}

async function find({ db }: Services, token: string) {
  if (!isToken(token)) return null;
  const found = await db
    .selectFrom("shares")
    .innerJoin("generation_history", "generation_history.id", "shares.generation_id")
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select([
      "shares.with_prompt",
      "shares.indexable",
      "generation_history.prompt",
      "generation_history.id as generation_id",
      "generation_history.input_id",
      "images.id as image_id",
      "images.content_type",
      "images.width",
      "images.height",
    ])
    .select(isNewcomer("shares.user_id").as("of_newcomer"))
    .where("shares.token", "=", token)
    .where("generation_history.deleted_at", "is", null)
    .where(({ not }) => not(isLeavingOrBlocked("shares.user_id")))
    .executeTakeFirst();
  return found ?? null;
}
