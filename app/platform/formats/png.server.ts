import { constants, crc32, deflateSync, inflateSync } from "node:zlib";
import { isForRgb, withoutTexts } from "./icc.server";
import { orientationBlock, readOrientation, shownSize } from "./orientation.server";
import type { NoPicture, Orientation, PictureFile } from "./picture-file";
import { bytesOfRows, type Head, headIn } from "./png-head.server";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const NO_END = chunk("IEND", Buffer.alloc(0));
/** The most bytes that a colour profile may have; a larger one is dropped. */
const LARGEST_PROFILE = 4_000_000;

type Chunk = { name: string; content: Buffer; whole: Buffer; isSound: boolean };

export function isPng(file: Buffer): boolean {
  return SIGNATURE.equals(file.subarray(0, SIGNATURE.length));
}

/**
 * Reads a PNG chunk by chunk: the content's length, a name, the content, a checksum of the last two. A wrong sum in a
 * chunk that makes the picture means a damaged picture; any other chunk with one is left out, as browsers do.
 */
export function readPng(file: Buffer): PictureFile | NoPicture {
  const chunks = chunksIn(file);
  const first = chunks.next().value;
  const head = first?.name === "IHDR" ? headIn(first.content) : null;
  if (!first || !head) return { kind: "damaged" };
  if (!first.isSound) return { kind: "damaged", claimed: head };

  const beside: Buffer[] = [];
  const data: Buffer[] = [];
  const seen = new Set<string>();
  const palette = { colour: head.colour, entries: 0 };
  let orientation: Orientation = 1;
  let profile: Uint8Array | null = null;
  let hasEnd = false;
  for (const { name, content, whole, isSound } of chunks) {
    const isCritical = name === "PLTE" || name === "IDAT" || name === "IHDR";
    if (isCritical && !isSound) return { kind: "damaged" };
    hasEnd = name === "IEND";
    if (hasEnd) break;
    if (name === "IDAT") {
      data.push(whole);
      continue;
    }
    // Nothing behind the picture's data matters, and what comes twice counts once.
    if (!isSound || data.length > 0 || seen.has(name)) continue;
    seen.add(name);
    if (name === "acTL" && content.length >= 4 && content.readUInt32BE(0) > 1) return { kind: "moving" };
    if (name === "PLTE" && content.length % 3 === 0) palette.entries = content.length / 3;
    if (name === "eXIf") orientation = readOrientation(content);
    else if (name === "iCCP") profile = profileIn(content);
    else if (isKept(name, content.length, palette)) beside.push(whole);
  }
  const lacksPalette = head.colour === 3 && !(palette.entries > 0 && palette.entries <= 256);
  if (data.length === 0 || lacksPalette) return { kind: "damaged" };
  // With an end, browsers show whatever data there is; without one, only the data can tell whether all of it came.
  if (!hasEnd && !hasAllRows(head, data)) return { kind: "damaged" };

  const parts = [SIGNATURE, first.whole];
  if (profile) parts.push(chunk("iCCP", Buffer.concat([Buffer.from("icc\0\0"), deflateSync(profile)])));
  parts.push(...beside);
  if (orientation !== 1) parts.push(chunk("eXIf", orientationBlock(orientation)));
  parts.push(...data, NO_END);
  return {
    kind: "picture",
    type: "image/png",
    ...shownSize(head, orientation),
    orientation,
    bare: parts,
    profile: profile && isForRgb(profile) ? profile : null,
    // Counted when it is asked for: all rows are in memory meanwhile.
    get isWhole() {
      return hasEnd && hasAllRows(head, data);
    },
  };
}

function* chunksIn(file: Buffer): Generator<Chunk, void> {
  for (let at = SIGNATURE.length; at + 8 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    const name = file.toString("latin1", at + 4, at + 8);
    // The end has no content, so it counts even when it is cut off within.
    if (name === "IEND") return yield { name, content: Buffer.alloc(0), whole: NO_END, isSound: true };
    if (end > file.length) return;
    const isSound = crc32(file.subarray(at + 4, end - 4)) === file.readUInt32BE(end - 4);
    yield { name, content: file.subarray(at + 8, end - 4), whole: file.subarray(at, end), isSound };
    at = end;
  }
}

/** Chunks that decide how colours look, with the length of their contents: a longer one could hold anything. */
const LENGTHS: Record<string, number> = { gAMA: 4, cHRM: 32, sRGB: 1, cICP: 4, mDCV: 24, cLLI: 8 };
const SIGNIFICANT_BITS: Record<number, number> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };
const BACKGROUND: Record<number, number> = { 0: 2, 2: 6, 3: 1, 4: 2, 6: 6 };
const TRANSPARENT: Record<number, number> = { 0: 2, 2: 6 };

function isKept(
  name: string,
  length: number,
  { colour, entries }: { colour: number; entries: number },
): boolean {
  switch (name) {
    case "PLTE":
      return colour === 3 && entries > 0 && entries <= 256;
    case "sBIT":
      return length === SIGNIFICANT_BITS[colour];
    case "bKGD":
      return length === BACKGROUND[colour];
    case "tRNS":
      return colour === 3 ? length <= entries : length === TRANSPARENT[colour];
    default:
      return length === LENGTHS[name];
  }
}

function profileIn(content: Buffer): Uint8Array | null {
  const nameEnds = content.indexOf(0);
  if (nameEnds < 1 || nameEnds > 79 || content[nameEnds + 1] !== 0) return null;
  try {
    const profile = inflateSync(content.subarray(nameEnds + 2), { maxOutputLength: LARGEST_PROFILE });
    return withoutTexts(profile);
  } catch {
    return null;
  }
}

/** The most bytes that are inflated at once to count rows, since an isolate has 128 MB. No model makes more. */
const MOST_BYTES_COUNTED = 64_000_000;

/** Whether the data has all rows. It is counted as far as it goes; what comes after the last row does not matter. */
function hasAllRows(head: Head, data: Buffer[]): boolean {
  const expected = bytesOfRows(head);
  if (expected > MOST_BYTES_COUNTED) return false;
  const compressed = Buffer.concat(data.map((whole) => whole.subarray(8, -4)));
  try {
    const rows = inflateSync(compressed, {
      maxOutputLength: expected,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    return rows.length === expected;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
  }
}

export function chunk(name: string, content: Uint8Array): Buffer {
  const whole = Buffer.alloc(12 + content.length);
  whole.writeUInt32BE(content.length);
  whole.write(name, 4, "latin1");
  whole.set(content, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), 8 + content.length);
  return whole;
}
