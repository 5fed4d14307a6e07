import { addressOf } from "~/platform/address.server";
import { decode } from "~/platform/codecs.server";
import { CARRIED_PIXELS, pack, ROOM_BYTES, within } from "./carried.server";
import { type Brought, readSent, type Sent } from "./sent.server";
import type { Size } from "./works/scaled.server";

const FILES = "/v1/files";

/** Whether a request is one for the files API. */
export function isForFiles(request: Request): boolean {
  const { pathname } = addressOf(request);
  return pathname === FILES || pathname.startsWith(`${FILES}/`);
}

/** Answers as Replicate's files API does. A file's id carries the picture, so that the demo keeps no state. */
export async function answerAboutFiles(request: Request): Promise<Response> {
  if (request.method === "DELETE") return new Response(null, { status: 204 });
  const { origin, pathname } = addressOf(request);
  if (request.method !== "POST") return Response.json(fileOf(origin, pathname.slice(FILES.length + 1)));
  const content = (await request.formData()).get("content");
  if (!(content instanceof File)) return Response.json({ detail: "Missing content" }, { status: 400 });
  const id = await writeId(await readSent(new Uint8Array(await content.arrayBuffer())));
  return Response.json(fileOf(origin, id), { status: 201 });
}

const fileOf = (origin: string, id: string) => ({ id, urls: { get: `${origin}${FILES}/${id}` } });

/** What was sent under an address; an address of anything else cannot be read. */
export async function sentTo(address: string): Promise<Brought> {
  const [said = "", packed = ""] = address.split(`${FILES}/`)[1]?.split(".") ?? [];
  const [kind, width, height] = said.split("_");
  const size: Size = [Number(width), Number(height)];
  if (kind === "large") return { kind: "too large", size };
  if (kind !== "picture") return { kind: "unreadable" };
  try {
    const webp = Uint8Array.from(Buffer.from(packed, "base64url")).buffer;
    return { kind, size, webp, pixels: await decode("image/webp", webp) };
  } catch {
    return { kind: "unreadable" };
  }
}

/** The id tells the picture's own size, and carries it smaller. The same picture has another id each time it is sent. */
async function writeId(sent: Sent): Promise<string> {
  const own = crypto.randomUUID();
  switch (sent.kind) {
    case "picture": {
      const webp = await pack(await within(CARRIED_PIXELS, sent.pixels), ROOM_BYTES);
      return `picture_${sent.size.join("_")}.${Buffer.from(webp).toString("base64url")}.${own}`;
    }
    case "too large":
      return `large_${sent.size.join("_")}.${own}`;
    case "unreadable":
      return `unreadable.${own}`;
  }
}
