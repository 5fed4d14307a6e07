import { readOrientation, shownSize } from "../formats/orientation.server";
import type { Checked } from "../formats/picture-file";
import { bytesOfRows, type Head, headIn } from "../formats/png-head.server";
import { contentTypeOf, readPicture } from "../formats/read-picture.server";
import type { Bytes } from "./bytes.server";
import { Inflating } from "./inflating.server";
import { JpegSkeleton } from "./jpeg-skeleton.server";
import { type PngWalk, pngData } from "./png-walk.server";
import { checkWebp } from "./webp-walk.server";

/** The bytes that tell the type of a file. */
const HEAD_BYTES = 12;

/**
 * Looks through a file while it passes, and says whether it is one whole still picture: each part by its own length and
 * sum up to the end, and the rows of a PNG counted. Of the file it holds some kilobytes. It may leave the rest behind a
 * picture's end unread.
 */
export async function checkPicture(bytes: Bytes): Promise<Checked> {
  const head = Buffer.from(await bytes.take(HEAD_BYTES));
  bytes.giveBack(head);
  switch (contentTypeOf(head)) {
    case "image/png":
      return checkPng(bytes);
    case "image/jpeg":
      return checkJpeg(bytes);
    case "image/webp":
      return checkWebp(bytes);
    case null:
      return { kind: readPicture(head).kind === "damaged" ? "damaged" : "unknown" };
  }
}

async function checkPng(bytes: Bytes): Promise<Checked> {
  const walk: PngWalk = { contents: new Map(), isSound: true, hasEnd: false };
  let counted = 0;
  let head: Head | null = null;
  const rows = new Inflating((piece) => {
    counted += piece.length;
    if (head && counted >= bytesOfRows(head)) rows.stop();
  });
  for await (const piece of pngData(bytes, walk)) {
    head ??= headOf(walk);
    if (!head) break;
    if (isMoving(walk)) return { kind: "moving" };
    await rows.give(piece);
  }
  await rows.end();
  if (!head || !walk.isSound || !walk.hasEnd || counted < bytesOfRows(head)) return { kind: "damaged" };
  const exif = walk.contents.get("eXIf");
  return { kind: "whole", type: "image/png", ...shownSize(head, exif ? readOrientation(exif) : 1) };
}

/** What the picture says of itself, unless the palette is missing that its colours are taken from. */
function headOf({ contents }: PngWalk): Head | null {
  const content = contents.get("IHDR");
  const head = content ? headIn(content) : null;
  const palette = contents.get("PLTE")?.length ?? 0;
  const isSound = palette % 3 === 0 && palette > 0 && palette <= 3 * 256;
  return head?.colour === 3 && !isSound ? null : head;
}

function isMoving({ contents }: PngWalk): boolean {
  const frames = contents.get("acTL");
  return frames !== undefined && frames.length >= 4 && frames.readUInt32BE(0) > 1;
}

async function checkJpeg(bytes: Bytes): Promise<Checked> {
  const skeleton = new JpegSkeleton();
  for (let piece = await bytes.some(); piece && !skeleton.isOver; piece = await bytes.some())
    skeleton.take(piece);
  const read = readPicture(skeleton.file());
  if (read.kind !== "picture" || !read.isWhole) return { kind: "damaged" };
  return { kind: "whole", type: "image/jpeg", width: read.width, height: read.height };
}
