import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import { inputKey } from "../keys.server";
import { xmpPacket } from "../metadata/xmp.server";
import { serve } from "../serve.server";
import { askStore } from "../store.server";
import { type Input, ownInput } from "./input.server";

/** A brought picture to its owner, marked if AI made it, or for HEAD no bytes; to anyone else, and for any other id, null. */
export async function openInput(
  using: Services,
  user: User,
  id: string,
  request: Request,
): Promise<Response | null> {
  const input = await ownInput(using, user, id);
  if (!input) return null;
  return input.made_by_ai ? marked(using, request, input) : asItIs(using, request, input);
}

function headersOf({ content_type }: Input) {
  return { "Content-Type": content_type, "Cache-Control": "private, max-age=31536000, immutable" };
}

function marked(using: Services, request: Request, input: Input): Promise<Response | null> {
  const { id, content_type } = input;
  const packet = xmpPacket({ id, isEdit: false });
  return serve(using, request, { key: inputKey(id), content_type, packet, headers: headersOf(input) });
}

async function asItIs(using: Services, { method }: Request, input: Input): Promise<Response | null> {
  const key = inputKey(input.id);
  const object = await askStore(using, (pictures) =>
    method === "HEAD" ? pictures.head(key) : pictures.get(key),
  );
  if (!object) return null;
  return new Response("body" in object ? (object as R2ObjectBody).body : null, {
    headers: { ...headersOf(input), "Content-Length": String(object.size) },
  });
}
