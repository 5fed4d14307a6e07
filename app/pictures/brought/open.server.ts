import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import { inputKey } from "../keys.server";
import { askStore } from "../store.server";
import { ownInput } from "./input.server";

/** The bytes of a brought picture to its owner, or for HEAD none; to anyone else, and for any other id, null. */
export async function openInput(
  using: Services,
  user: User,
  id: string,
  method = "GET",
): Promise<Response | null> {
  const input = await ownInput(using, user, id);
  if (!input) return null;
  const key = inputKey(id);
  const object = await askStore(using, (pictures) =>
    method === "HEAD" ? pictures.head(key) : pictures.get(key),
  );
  if (!object) return null;
  return new Response("body" in object ? (object as R2ObjectBody).body : null, {
    headers: {
      "Content-Type": input.content_type,
      "Content-Length": String(object.size),
      "Cache-Control": "private, max-age=31536000, immutable",
    },
  });
}
