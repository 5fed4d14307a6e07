import { sessionId } from "~/accounts/sessions.server";
import type { Services } from "~/services.server";
import { type Caching, servePicture, serveThumbnail } from "../serve.server";
import { type Kind, type Proven, provenBy } from "./address.server";

/**
 * What a request's signed address proves to the browser that has the session; null for any other address or browser. No
 * database is asked: a session that was ended elsewhere goes on here until the address ends.
 */
export async function proven(
  { settings }: Services,
  request: Request,
  kind: Kind,
  id: string,
): Promise<Proven | null> {
  const secrets = settings.SESSION_SECRETS;
  const session = await sessionId(request, secrets);
  return session ? provenBy(request, { kind, id, sessionId: session, secrets }) : null;
}

/** The picture or its thumbnail, by one look into the store; null unless the address proves itself. */
export async function openSigned(
  using: Services,
  request: Request,
  kind: "picture" | "thumbnail",
  id: string,
): Promise<Response | null> {
  const known = await proven(using, request, kind, id);
  if (!known) return null;
  // Without the database nobody knows what the picture was called, or of which other one it was made.
  const image = { id, prompt: "", input_id: known.hasMark ? id : null };
  const serve = kind === "picture" ? servePicture : serveThumbnail;
  return serve(using, image, request, privately(known));
}

/** Kept by the browser alone, and no longer than its address opens anything. */
export function privately({ seconds }: Proven): Caching {
  return { kept: `private, max-age=${seconds}, immutable`, passing: "private, no-cache" };
}
