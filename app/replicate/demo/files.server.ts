import { addressOf } from "~/platform/address.server";
import { decode, encodeWebp, type Pixels, resizeTo } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";

/**
 * The largest picture that an isolate of 128 MB can decode beside the request that brought it: a pixel takes four bytes
 * in the decoder's memory and four in ours. A larger picture gives only its ratio, and the words are painted without it.
 */
const MOST_PIXELS = 6_000_000;

/**
 * A picture travels inside an id, so it is made as small as a quarter of a megapixel, and compressed until it has at most
 * LARGEST_BYTES or the lowest of QUALITIES is reached.
 */
const CARRIED_PIXELS = 512 * 512;
const LARGEST_BYTES = 40_000;
const QUALITIES = [70, 50, 30, 10];

const FILES = "/v1/files";

/** What was sent, as far as it could be read; the size is in pixels. */
export type Sent =
  | { kind: "picture"; webp: ArrayBuffer }
  | { kind: "too large"; width: number; height: number }
  | { kind: "unreadable" };

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
  const id = writeId(await shrunk(await content.arrayBuffer()));
  return Response.json(fileOf(origin, id), { status: 201 });
}

const fileOf = (origin: string, id: string) => ({ id, urls: { get: `${origin}${FILES}/${id}` } });

/** What was sent under an address; an address of anything else cannot be read. */
export function sentTo(address: string): Sent {
  const [said = "", webp = ""] = address.split(`${FILES}/`)[1]?.split(".") ?? [];
  const [kind, width, height] = said.split("_");
  if (kind === "picture") return { kind, webp: Uint8Array.from(Buffer.from(webp, "base64url")).buffer };
  if (kind === "large") return { kind: "too large", width: Number(width), height: Number(height) };
  return { kind: "unreadable" };
}

/** The same picture has another id each time it is sent, as it has at Replicate. */
function writeId(sent: Sent): string {
  const own = crypto.randomUUID();
  switch (sent.kind) {
    case "picture":
      return `picture.${Buffer.from(sent.webp).toString("base64url")}.${own}`;
    case "too large":
      return `large_${sent.width}_${sent.height}.${own}`;
    case "unreadable":
      return `unreadable.${own}`;
  }
}

async function shrunk(bytes: ArrayBuffer): Promise<Sent> {
  try {
    const file = readPicture(new Uint8Array(bytes));
    const claimed = file.kind === "picture" ? file : file.claimed;
    if (claimed && claimed.width * claimed.height > MOST_PIXELS)
      return { kind: "too large", width: claimed.width, height: claimed.height };
    if (file.kind !== "picture") return { kind: "unreadable" };
    const picture = await decode(file.type, bytes);
    const scale = Math.min(1, Math.sqrt(CARRIED_PIXELS / (picture.width * picture.height)));
    const side = (length: number) => Math.max(1, Math.round(length * scale));
    const small = { width: side(picture.width), height: side(picture.height) };
    return { kind: "picture", webp: await pack(scale === 1 ? picture : await resizeTo(small, picture)) };
  } catch {
    return { kind: "unreadable" };
  }
}

/** A picture as a WebP that is small enough to travel inside an id. */
export async function pack(pixels: Pixels): Promise<ArrayBuffer> {
  let webp = new ArrayBuffer();
  for (const quality of QUALITIES) {
    webp = await encodeWebp(pixels, { quality, method: 2 });
    if (webp.byteLength <= LARGEST_BYTES) break;
  }
  return webp;
}
