import { isForRgb, withoutTexts } from "./icc.server";
import { orientationBlock, readOrientation, shownSize } from "./orientation.server";
import type { NoPicture, Orientation, PictureFile } from "./picture-file";
import { type Size, sizeOfLossy, stillIn } from "./webp-head.server";

const HEAD = 12;

/** Bits of the chunk VP8X, which announces what other chunks the file has. */
const EXIF = 0x08;
const ALPHA = 0x10;
const PROFILE = 0x20;

type Chunk = { name: string; content: Buffer; end: number };

export function isWebp(file: Buffer): boolean {
  return (
    file.length >= HEAD &&
    file.toString("latin1", 0, 4) === "RIFF" &&
    file.toString("latin1", 8, HEAD) === "WEBP"
  );
}

/** Reads a WebP by its chunks; the file's own length in front of them may be wrong, as long as the picture is there. */
export function readWebp(file: Buffer): PictureFile | NoPicture {
  const claimed = 8 + file.readUInt32LE(4);
  const asClaimed = claimed > HEAD && claimed < file.length ? file.subarray(0, claimed) : file;
  const found = readChunks(asClaimed);
  const read = found.kind === "damaged" && asClaimed !== file ? readChunks(file) : found;
  if (read.kind !== "picture") return read;
  // A program that leaves out the last byte leaves out only what makes the length even.
  const isCut = claimed > file.length + 1;
  return { ...read, isWhole: read.isWhole && read === found && !isCut };
}

/** Reads chunk by chunk: a name, the content's length, the content, and one more byte when the length is odd. */
function readChunks(file: Buffer): PictureFile | NoPicture {
  const chunks = new Map<string, Buffer>();
  let end = HEAD;
  for (const { name, content, end: next } of chunksIn(file)) {
    if (!chunks.has(name)) chunks.set(name, content);
    end = next;
  }
  const still = stillIn(chunks);
  if (still.kind !== "still") return still;
  const { size } = still;
  const extended = chunks.get("VP8X");
  const lossy = chunks.get("VP8 ");
  const image = lossy ?? chunks.get("VP8L");
  if (!image) return { kind: "damaged" };

  const exif = extended && chunks.get("EXIF");
  const orientation = exif ? readOrientation(exif) : 1;
  const given = extended && chunks.get("ICCP");
  const profile = given ? withoutTexts(given) : null;
  const alpha = extended && lossy ? chunks.get("ALPH") : undefined;
  const picture = chunk(lossy ? "VP8 " : "VP8L", image);
  return {
    kind: "picture",
    type: "image/webp",
    ...shownSize(size, orientation),
    orientation,
    bare: webpOf(picture, { ...size, profile, alpha, orientation, isExtended: extended !== undefined }),
    profile: profile && isForRgb(profile) ? profile : null,
    isWhole: end + (end % 2) >= file.length,
  };
}

/** Writes a lossy picture anew with its transparency and this colour profile only; any other file stays as it is. */
export function withProfile(bytes: Uint8Array, profile: Uint8Array): Uint8Array[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map([...chunksIn(file)].map(({ name, content }) => [name, content]));
  const lossy = chunks.get("VP8 ");
  const size = lossy && sizeOfLossy(lossy);
  if (!size) return [bytes];
  const alpha = chunks.get("ALPH");
  return webpOf(chunk("VP8 ", lossy), { ...size, profile, alpha, orientation: 1, isExtended: true });
}

function* chunksIn(file: Buffer): Generator<Chunk, void> {
  for (let at = HEAD; at + 8 <= file.length; ) {
    const length = file.readUInt32LE(at + 4);
    const end = at + 8 + length;
    if (end > file.length) return;
    yield { name: file.toString("latin1", at, at + 4), content: file.subarray(at + 8, end), end };
    at = end + (length % 2);
  }
}

type Beside = Size & {
  profile: Uint8Array | null;
  alpha: Buffer | undefined;
  orientation: Orientation;
  isExtended: boolean;
};

function webpOf(picture: Buffer[], beside: Beside): Buffer[] {
  const { profile, alpha, orientation, isExtended } = beside;
  const chunks = [
    ...(isExtended ? extendedHead(beside, picture) : []),
    ...(profile ? chunk("ICCP", profile) : []),
    ...(alpha ? chunk("ALPH", alpha) : []),
    ...picture,
    ...(isExtended && orientation !== 1 ? chunk("EXIF", orientationBlock(orientation)) : []),
  ];
  const head = Buffer.from("RIFF....WEBP", "latin1");
  head.writeUInt32LE(4 + chunks.reduce((sum, { length }) => sum + length, 0), 4);
  return [head, ...chunks];
}

function extendedHead(
  { width, height, profile, alpha, orientation }: Beside,
  [head, data]: Buffer[],
): Buffer[] {
  const isLossless = head?.toString("latin1", 0, 4) === "VP8L";
  const hasAlpha = alpha !== undefined || (isLossless && ((data?.[4] ?? 0) & 0x10) !== 0);
  const content = Buffer.alloc(10);
  content[0] = (profile ? PROFILE : 0) | (hasAlpha ? ALPHA : 0) | (orientation === 1 ? 0 : EXIF);
  content.writeUIntLE(width - 1, 4, 3);
  content.writeUIntLE(height - 1, 7, 3);
  return chunk("VP8X", content);
}

function chunk(name: string, content: Uint8Array): Buffer[] {
  const head = Buffer.from(`${name}....`, "latin1");
  head.writeUInt32LE(content.length, 4);
  return [
    head,
    Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    Buffer.alloc(content.length % 2),
  ];
}
