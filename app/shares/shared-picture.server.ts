import { servePicture } from "~/pictures/serve.server";
import type { Services } from "~/services.server";

/** Seconds for which anybody may keep a shared picture: short, so that revoking the link takes effect. */
const CACHED_FOR = 60;

/** All that somebody with the link may know: no id, no owner, and the prompt only if its owner chose to show it. */
export type SharedPicture = {
  prompt: string | null;
  width: number;
  height: number;
  content_type: string;
  indexable: boolean;
};

/** The facts of a shared picture; null for a link that was revoked or never made. */
export async function sharedPicture(using: Services, token: string): Promise<SharedPicture | null> {
  const found = await find(using, token);
  if (!found) return null;
  const { width, height, content_type } = found;
  return { prompt: shownPrompt(found), width, height, content_type, indexable: found.indexable === 1 };
}

/** A shared picture's bytes, for anybody with the link; null when there is no such link or no such file. */
export async function openShared(using: Services, token: string, request: Request): Promise<Response | null> {
  const found = await find(using, token);
  if (!found) return null;
  const image = { id: found.image_id, prompt: shownPrompt(found) ?? "", content_type: found.content_type };
  const picture = await servePicture(using, image, request, { kept: `public, max-age=${CACHED_FOR}` });
  // Pages of other sites may show a shared picture.
  picture?.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  if (found.indexable === 0) picture?.headers.set("X-Robots-Tag", "noindex");
  return picture;
}

function shownPrompt({ prompt, with_prompt }: { prompt: string; with_prompt: 0 | 1 }): string | null {
  return with_prompt ? prompt : null;
}

async function find({ db }: Services, token: string) {
  if (!TOKEN.test(token)) return null;
  const found = await db
    .selectFrom("shares")
    .innerJoin("generation_history", "generation_history.id", "shares.generation_id")
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select([
      "shares.with_prompt",
      "shares.indexable",
      "generation_history.prompt",
      "images.id as image_id",
      "images.content_type",
      "images.width",
      "images.height",
    ])
    .where("shares.token", "=", token)
    .executeTakeFirst();
  return found ?? null;
}

const TOKEN = /^[\w-]{22}$/;
