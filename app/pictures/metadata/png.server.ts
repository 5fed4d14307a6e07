import { crc32 } from "node:zlib";
import type { Container } from "./container";
import { EXIF_BYTES_READ, onlyOrientation } from "./only-orientation.server";
import { peek, repeated, type Steps } from "./rewritten.server";

/** The signature and IHDR, which is always first and always of this size. */
const START = 33;
/** A chunk's length and name. */
const HEAD = 8;
const CHECKSUM = 4;

/** A chunk is XMP by this keyword; behind it: not compressed, no language, no translated keyword. */
const KEYWORD = Buffer.from("XML:com.adobe.xmp\0\0\0\0\0", "latin1");

const WORDS = ["iTXt", "tEXt", "zTXt", "tIME"];
/** A name of our own for a chunk that nobody needs to know to show the picture. */
const EMPTY = "emPt";

export const png: Container = {
  takes: (start) => start.length >= START && start.toString("latin1", 12, 16) === "IHDR",
  bytesAdded: (_, packet) => HEAD + KEYWORD.length + packet.length + CHECKSUM,
  *changes(size, packet) {
    yield { pass: START };
    yield* chunk("iTXt", KEYWORD.length + packet.length, [KEYWORD, packet]);
    for (let at = START; ; ) {
      const head = yield* peek(HEAD);
      if (head.length < HEAD) return;
      const name = head.toString("latin1", 4);
      const length = head.readUInt32BE();
      const whole = HEAD + length + CHECKSUM;
      if (name === "IEND" || at + whole > size) return;
      at += whole;
      if (WORDS.includes(name)) {
        yield { drop: whole };
        yield* chunk(EMPTY, length, repeated(0, length));
      } else if (name === "eXIf") {
        const read = (yield* peek(HEAD + Math.min(length, EXIF_BYTES_READ))).subarray(HEAD);
        const kept = onlyOrientation(read);
        yield { drop: whole };
        yield* chunk(name, length, [kept, ...repeated(0, length - kept.length)]);
      } else yield { pass: whole };
    }
  },
};

function* chunk(name: string, length: number, content: Iterable<Uint8Array>): Steps {
  const head = Buffer.from(`....${name}`, "latin1");
  head.writeUInt32BE(length);
  yield { write: head };
  let sum = crc32(head.subarray(4));
  for (const part of content) {
    sum = crc32(part, sum);
    yield { write: part };
  }
  const checksum = Buffer.alloc(CHECKSUM);
  checksum.writeUInt32BE(sum);
  yield { write: checksum };
}
