import type { Person } from "~/accounts/user";
import type { Services } from "~/services.server";
import { inputKey } from "../keys.server";
import { xmpPacket } from "../metadata/xmp.server";
import { type Sent, serve, typeOf } from "../serve.server";
import { privately, proven } from "../signed/open.server";
import { askStore } from "../store.server";
import { ownInput } from "./input.server";

/** A brought picture to its owner, marked if AI made it, or for HEAD no bytes; to anyone else, and for any other id, null. */
export async function openInput(
  using: Services,
  user: Person,
  id: string,
  request: Request,
): Promise<Response | null> {
  const input = await ownInput(using, user, id);
  if (!input) return null;
  const kept = "private, max-age=31536000, immutable";
  const sent = { ...sentAs(using, id, kept), content_type: input.content_type };
  return input.made_by_ai ? serve(using, request, sent) : asItIs(using, request, sent);
}

/** The same by an address that proves itself, without the database; null for any other address or browser. */
export async function openSignedInput(
  using: Services,
  request: Request,
  id: string,
): Promise<Response | null> {
  const known = await proven(using, request, "input", id);
  if (!known) return null;
  const sent = sentAs(using, id, privately(known).kept);
  return known.hasMark ? serve(using, request, sent) : asItIs(using, request, sent);
}

function sentAs({ settings }: Services, id: string, cacheControl: string): Sent {
  const packet = xmpPacket({ id, producer: settings.SITE_NAME, isEdit: false });
  return { key: inputKey(id), packet, headers: () => ({ "Cache-Control": cacheControl }) };
}

async function asItIs(using: Services, { method }: Request, sent: Sent): Promise<Response | null> {
  const object = await askStore(using, (pictures) =>
    method === "HEAD" ? pictures.head(sent.key) : pictures.get(sent.key),
  );
  if (!object) return null;
  const type = typeOf(object, sent);
  return new Response("body" in object ? (object as R2ObjectBody).body : null, {
    headers: { "Content-Type": type, ...sent.headers(type), "Content-Length": String(object.size) },
  });
}
