import type { User } from "~/accounts/sessions.server";
import type { Services } from "~/platform/services.server";
import { unavailable } from "~/platform/unavailable.server";
import { inputKey, ownInput } from "./input.server";

/** The bytes to their owner; to anyone else, and for any other id, null. */
export async function openInput(using: Services, user: User, id: string): Promise<Response | null> {
  const input = await ownInput(using, user, id);
  const object = input && (await read(using, id));
  if (!object) return null;
  return new Response(object.body, {
    headers: {
      "Content-Type": input.content_type,
      "Content-Length": String(object.size),
      "Cache-Control": "private, max-age=31536000, immutable",
    },
  });
}

async function read({ pictures, timings }: Services, id: string): Promise<R2ObjectBody | null> {
  try {
    return await timings.measure("storage", () => pictures.get(inputKey(id)));
  } catch (error) {
    throw unavailable("pictures", error instanceof Error ? error.message : String(error));
  }
}
