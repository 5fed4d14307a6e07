import { insertionInto } from "./containers.server";
import { type Origin, xmpPacket } from "./xmp.server";

/** A file that is read by piece; `size` is in bytes. */
export type Pieces = { size: number; chunks(): AsyncGenerator<Uint8Array, void> };

/** More than the first parts of any container that matter here. */
const HEAD_BYTES = 64;

/** A stored picture with its prompt and seed inside as XMP, which picture programs show; no pixel is touched. */
export async function withPrompt(
  stored: Pieces,
  picture: Origin & { content_type: string },
): Promise<Pick<Pieces, "chunks">> {
  const chunks = stored.chunks();
  const start = await readStart(chunks);
  const insertion = insertionInto(picture.content_type, start, stored.size, xmpPacket(picture));
  if (!insertion) return { chunks: () => joined(start, chunks) };
  const { replaced, head, tail } = insertion;
  return {
    chunks: async function* () {
      yield head;
      yield* joined(start.subarray(replaced), chunks);
      if (tail.length > 0) yield tail;
    },
  };
}

async function readStart(chunks: AsyncGenerator<Uint8Array, void>): Promise<Uint8Array> {
  let start = new Uint8Array();
  while (start.length < HEAD_BYTES) {
    const { value, done } = await chunks.next();
    if (done) break;
    start = new Uint8Array([...start, ...value]);
  }
  return start;
}

async function* joined(start: Uint8Array, rest: AsyncGenerator<Uint8Array, void>) {
  if (start.length > 0) yield start;
  yield* rest;
}
