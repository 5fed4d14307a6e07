import { isWebp } from "~/platform/formats/webp.server";
import type { Container } from "./container";
import { EXIF_BYTES_READ, onlyOrientation } from "./only-orientation.server";
import { peek, repeated, type Steps } from "./rewritten.server";

/** "RIFF", the length of what follows, "WEBP". */
const RIFF = 12;
/** A chunk's name and the length of its content. */
const HEAD = 8;
/** The chunk that announces others, with its head. */
const EXTENDED = HEAD + 10;
/** All that tells how large a simple picture is, and whether it is transparent. */
const START = 30;

const ALPHA = 0x10;
const ANNOUNCES_XMP = 0x04;
/** A name that no program looks for. */
const EMPTY = "JUNK";
const SPACE = 0x20;

const even = (bytes: number) => bytes + (bytes % 2);

export const webp: Container = {
  takes: (start) => start.length >= START && isWebp(start) && (isExtended(start) || !!canvasOf(start)),
  bytesAdded: (size, packet) => (size % 2) + EXTENDED + HEAD + even(packet.length),
  /** XMP is the last chunk. The extended header in front must announce it, and a simple file has none. */
  *changes(size, packet) {
    const start = yield* peek(START);
    const total = size + webp.bytesAdded(size, packet);
    const end = endOf(start, size);
    yield { drop: isExtended(start) ? RIFF + EXTENDED : RIFF };
    yield { write: riff(total - 8) };
    yield { write: extendedHead(start) };
    yield* chunks(isExtended(start) ? RIFF + EXTENDED : RIFF, end);
    if (end % 2 === 1) yield { write: new Uint8Array(1) };
    // What lies behind the picture's own end goes. Spaces fill that place, and the one that a header there before leaves.
    const room = total - even(end) - (isExtended(start) ? 0 : EXTENDED) - HEAD;
    yield { write: chunkHead("XMP ", room) };
    yield { write: packet };
    for (const write of repeated(SPACE, room - packet.length)) yield { write };
    yield { drop: Number.POSITIVE_INFINITY };
  },
};

/** Where the picture ends, if its length is to be believed: some programs write none, or too much. */
function endOf(start: Buffer, size: number): number {
  const claimed = 8 + start.readUInt32LE(4);
  return claimed > RIFF && claimed < size ? claimed : size;
}

/** The chunks from one place in the file to another, without what they say in words. */
function* chunks(from: number, end: number): Steps {
  for (let at = from; at < end; ) {
    const head = yield* peek(HEAD);
    const length = head.length < HEAD ? 0 : head.readUInt32LE(4);
    const whole = Math.min(HEAD + even(length), end - at);
    const name = head.toString("latin1", 0, 4);
    const content = whole - HEAD;
    at += whole;
    if (name === "XMP " && content >= 0) {
      yield { drop: whole };
      yield { write: chunkHead(EMPTY, length) };
      for (const write of repeated(0, content)) yield { write };
    } else if (name === "EXIF" && content >= 0) {
      const exif = yield* peek(HEAD + Math.min(length, content, EXIF_BYTES_READ));
      const kept = onlyOrientation(exif.subarray(HEAD));
      yield { drop: whole };
      yield { write: chunkHead(name, length) };
      yield { write: kept };
      for (const write of repeated(0, content - kept.length)) yield { write };
    } else yield { pass: whole };
  }
}

function isExtended(start: Buffer): boolean {
  return (
    start.toString("latin1", RIFF, RIFF + 4) === "VP8X" && start.readUInt32LE(RIFF + 4) === EXTENDED - HEAD
  );
}

/** The header that announces XMP beside whatever the file's own one did. */
function extendedHead(start: Buffer): Buffer {
  const head = Buffer.concat([chunkHead("VP8X", EXTENDED - HEAD), Buffer.alloc(EXTENDED - HEAD)]);
  if (isExtended(start)) start.copy(head, 0, RIFF, RIFF + EXTENDED);
  const canvas = isExtended(start) ? null : canvasOf(start);
  if (canvas) {
    head.writeUInt8(canvas.hasAlpha ? ALPHA : 0, HEAD);
    head.writeUIntLE(canvas.width - 1, HEAD + 4, 3);
    head.writeUIntLE(canvas.height - 1, HEAD + 7, 3);
  }
  head.writeUInt8(head.readUInt8(HEAD) | ANNOUNCES_XMP, HEAD);
  return head;
}

/** The size and transparency of a simple picture, from its only chunk's beginning: lossy and lossless have their own. */
function canvasOf(start: Buffer): { width: number; height: number; hasAlpha: boolean } | null {
  switch (start.toString("latin1", RIFF, RIFF + 4)) {
    case "VP8 ":
      return {
        width: start.readUInt16LE(26) & 0x3fff,
        height: start.readUInt16LE(28) & 0x3fff,
        hasAlpha: false,
      };
    case "VP8L": {
      const bits = start.readUInt32LE(21);
      return {
        width: (bits & 0x3fff) + 1,
        height: ((bits >>> 14) & 0x3fff) + 1,
        hasAlpha: ((bits >>> 28) & 1) === 1,
      };
    }
    default:
      return null;
  }
}

function riff(length: number): Buffer {
  const head = Buffer.from("RIFF....WEBP", "latin1");
  head.writeUInt32LE(length, 4);
  return head;
}

function chunkHead(name: string, length: number): Buffer {
  const head = Buffer.from(`${name}....`, "latin1");
  head.writeUInt32LE(length, 4);
  return head;
}
