import { readOrientation, shownSize } from "../formats/orientation.server";
import type { Checked } from "../formats/picture-file";
import { stillIn } from "../formats/webp-head.server";
import type { Bytes } from "./bytes.server";

const HEAD = 12;
/** How much of a chunk's content is looked at: the head of the pixels, and an EXIF block of which JPEG has no more either. */
const LOOKED_AT: Record<string, number> = { VP8X: 10, "VP8 ": 10, VP8L: 10, EXIF: 65_536, ANMF: 0 };

/** Looks through a WebP chunk by chunk while it passes. It is whole when its chunks fill the length that it says first. */
export async function checkWebp(bytes: Bytes): Promise<Checked> {
  const claimed = 8 + (await bytes.take(HEAD)).readUInt32LE(4);
  const end = claimed > HEAD ? claimed : Number.POSITIVE_INFINITY;
  const contents = new Map<string, Buffer>();
  let pixels: number | undefined;
  while (bytes.position < end) {
    const start = await bytes.take(Math.min(8, end - bytes.position));
    // A program that leaves out the last byte leaves out only what makes the length even.
    if (start.length === 0 && (end === Number.POSITIVE_INFINITY || bytes.position + 1 >= end)) break;
    if (start.length < 8) return brokenOff(contents);
    const [name, length] = [start.toString("latin1", 0, 4), start.readUInt32LE(4)];
    if (bytes.position + length > end) return brokenOff(contents);
    const seen = Buffer.from(await bytes.take(Math.min(length, LOOKED_AT[name] ?? 0)));
    if (!(await bytes.skip(length - seen.length))) return brokenOff(contents);
    if (length % 2 === 1 && bytes.position < end) await bytes.skip(1);
    if (!(name in LOOKED_AT) || contents.has(name)) continue;
    contents.set(name, seen);
    // Of two kinds of pixels the lossy ones are shown.
    if (name === "VP8 " || (name === "VP8L" && !contents.has("VP8 "))) pixels = length;
  }
  const still = stillIn(contents, pixels);
  if (still.kind !== "still") return { kind: still.kind };
  const exif = contents.has("VP8X") ? contents.get("EXIF") : undefined;
  return { kind: "whole", type: "image/webp", ...shownSize(still.size, exif ? readOrientation(exif) : 1) };
}

/** What moves is known before its end. */
function brokenOff(contents: Map<string, Buffer>): Checked {
  return { kind: stillIn(contents).kind === "moving" ? "moving" : "damaged" };
}
