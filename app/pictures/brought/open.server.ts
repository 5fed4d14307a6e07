import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import { inputKey } from "../keys.server";
import { askStore } from "../store.server";
import { ownInput } from "./input.server";

/** The bytes to their owner; to anyone else, and for any other id, null. */
export async function openInput(using: Services, user: User, id: string): Promise<Response | null> {
  const input = await ownInput(using, user, id);
  const object = input && (await askStore(using, (pictures) => pictures.get(inputKey(id))));
  if (!object) return null;
  return new Response(object.body, {
    headers: {
      "Content-Type": input.content_type,
      "Content-Length": String(object.size),
      "Cache-Control": "private, max-age=31536000, immutable",
    },
  });
}
