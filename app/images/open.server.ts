import type { User } from "~/accounts/sessions.server";
import type { Services } from "~/platform/services.server";
import { unavailable } from "~/platform/unavailable.server";
import { pictureName } from "./file-name.server";
import { pictureKey } from "./keep.server";
import { openStored } from "./stored.server";
import { withWords } from "./words-inside.server";

/** The bytes under an id never change, and only their owner may keep them. */
const CACHE_CONTROL = "private, max-age=31536000, immutable";

/** The picture to its owner; to anyone else, and for any other id, null. */
export async function openPicture(
  using: Services,
  user: User,
  id: string,
  request: Request,
): Promise<Response | null> {
  const owned = await using.db
    .selectFrom("generation_history")
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select([
      "images.content_type",
      "generation_history.prompt",
      "generation_history.model",
      "generation_history.seed",
      "generation_history.created_at",
    ])
    .where("generation_history.image_id", "=", id)
    .where("generation_history.user_id", "=", user.id)
    .executeTakeFirst();
  if (!owned) return null;

  const headers = {
    "Content-Type": owned.content_type,
    "Cache-Control": CACHE_CONTROL,
    "Content-Disposition": disposition(owned.prompt, owned.content_type, request),
    "X-Content-Type-Options": "nosniff",
  };
  const { searchParams } = new URL(request.url);
  return searchParams.has("download") && searchParams.get("prompt") === "1"
    ? readWithWords(using, id, owned, headers)
    : readPicture(using, id, request, headers);
}

async function readWithWords(
  using: Services,
  id: string,
  picture: Parameters<typeof withWords>[1],
  headers: Record<string, string>,
): Promise<Response | null> {
  const stored = await orUnavailable(() => openStored(using, id));
  if (!stored) return null;
  const chunks = (await withWords(stored, picture)).chunks();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => stored.close(),
  });
  return new Response(body, { headers });
}

/** Under these headers, or as 304 to who has it; null when the store has no such picture. */
export async function readPicture(
  using: Services,
  id: string,
  request: Request,
  headers: Record<string, string>,
): Promise<Response | null> {
  const object = await read(using, id, request);
  if (!object) return null;
  const tagged = { ...headers, ETag: object.httpEtag };
  if (!("body" in object)) return new Response(null, { status: 304, headers: tagged });
  return new Response(object.body, { headers: { ...tagged, "Content-Length": String(object.size) } });
}

function read({ pictures, timings }: Services, id: string, request: Request) {
  return orUnavailable(() =>
    timings.measure("storage", () => pictures.get(pictureKey(id), { onlyIf: ifNoneMatch(request) })),
  );
}

async function orUnavailable<Result>(reading: () => Promise<Result>): Promise<Result> {
  try {
    return await reading();
  } catch (error) {
    throw unavailable("pictures", error instanceof Error ? error.message : String(error));
  }
}

/** Only this condition: R2 refuses malformed others, and none else means anything for bytes that never change. */
function ifNoneMatch(request: Request): R2Conditional {
  const etags = request.headers.get("If-None-Match")?.match(/[0-9a-f]{32}/);
  return etags ? { etagDoesNotMatch: etags[0] } : {};
}

/** Shown in the page, or saved with `?download`; the name is the prompt, in ASCII and, for all who can, in UTF-8. */
function disposition(prompt: string, contentType: string, request: Request): string {
  const kind = new URL(request.url).searchParams.has("download") ? "attachment" : "inline";
  const { ascii, encoded } = pictureName(prompt, contentType);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
