import { isJpeg } from "~/platform/formats/jpeg.server";
import { isBare } from "~/platform/formats/jpeg-markers.server";
import { APP1 } from "~/platform/formats/jpeg-segments.server";
import type { Container } from "./container";
import { onlyOrientation } from "./only-orientation.server";
import { peek } from "./rewritten.server";

/** A marker, and a segment's length, which counts itself. */
const MARKER = 2;
const HEAD = 4;

const APP0 = 0xe0;
/** Photoshop's segment, where IPTC's words are. */
const APP13 = 0xed;
/** A segment to which nobody gave a meaning. */
const APP15 = 0xef;
const COMMENT = 0xfe;
const SCAN = 0xda;
const END = 0xd9;

const XMP = Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1");
const EXIF = Buffer.from("Exif\0\0", "latin1");

export const jpeg: Container = {
  takes: isJpeg,
  bytesAdded: (_, packet) => HEAD + XMP.length + packet.length,
  *changes(size, packet) {
    // JFIF wants to be first of all.
    const start = yield* peek(MARKER + HEAD);
    const isJfif = start.length === MARKER + HEAD && start[3] === APP0;
    let at = isJfif ? 2 * MARKER + start.readUInt16BE(4) : MARKER;
    yield { pass: at };
    yield { write: segment(APP1, Buffer.concat([XMP, packet])) };
    for (;;) {
      const head = yield* peek(HEAD);
      const [first, marker] = head;
      if (head.length < HEAD || first !== 0xff || marker === undefined) return;
      if (marker === SCAN || marker === END) return;
      const length = marker === 0xff ? 1 : isBare(marker) ? MARKER : MARKER + head.readUInt16BE(MARKER);
      at += length;
      if (at > size) return;
      if (!hasWords(marker) || length < HEAD) {
        yield { pass: length };
        continue;
      }
      const content = (yield* peek(length)).subarray(HEAD);
      yield { drop: length };
      yield { write: withoutWords(marker, content) };
    }
  },
};

/** Whether a segment is EXIF, XMP or a part of it, IPTC's or a comment. */
function hasWords(marker: number): boolean {
  return marker === APP1 || marker === APP13 || marker === COMMENT;
}

/** A segment of the same length, with which the picture looks the same. */
function withoutWords(marker: number, content: Buffer): Buffer {
  const isExif = marker === APP1 && EXIF.equals(content.subarray(0, EXIF.length));
  if (!isExif) return segment(APP15, Buffer.alloc(content.length));
  return segment(APP1, Buffer.concat([EXIF, onlyOrientation(content.subarray(EXIF.length))]));
}

function segment(marker: number, content: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + MARKER, MARKER);
  return Buffer.concat([head, content]);
}
