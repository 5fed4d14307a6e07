import type { Services } from "~/services.server";
import { pictureKey } from "./keys.server";
import type { Pieces } from "./metadata/with-xmp.server";
import { askStore } from "./store.server";

/** A picture of the store, open: read by piece, and closed by whoever opened it. */
export type Stored = Pieces & { close(): Promise<void> };

/** Opens a picture of the store; null when it is not there. @throws Unavailable when the store does not answer. */
export async function openStored(using: Services, id: string): Promise<Stored | null> {
  const object = await askStore(using, (pictures) => pictures.get(pictureKey(id)));
  return object && opened(object);
}

/** Each piece costs a turn of the loop, and a Worker's streams come in pieces of 4 KB unless larger ones are asked for. */
const PIECE_BYTES = 65_536;

export function opened({ size, body }: Pick<R2ObjectBody, "size" | "body">): Stored {
  const large = largeReaderOf(body);
  if (large) return { size, chunks: () => largePieces(large), close: () => large.cancel() };
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  return { size, chunks: () => pieces(reader), close: () => reader.cancel() };
}

/** What a Worker's reader has beyond the standard. */
type LargeReader = Pick<ReadableStreamBYOBReader, "cancel"> & {
  readAtLeast(bytes: number, into: Uint8Array): Promise<{ value?: Uint8Array | undefined; done: boolean }>;
};

/** Null where pieces come as they are: in Node, which runs this for `npm run dev`. */
function largeReaderOf(body: ReadableStream): LargeReader | null {
  try {
    const reader = body.getReader({ mode: "byob" });
    if (isLarge(reader)) return reader;
    reader.releaseLock();
    return null;
  } catch {
    return null;
  }
}

function isLarge(reader: object): reader is LargeReader {
  return "readAtLeast" in reader;
}

async function* largePieces(reader: LargeReader): AsyncGenerator<Uint8Array, void> {
  for (;;) {
    const { value, done } = await reader.readAtLeast(PIECE_BYTES, new Uint8Array(PIECE_BYTES));
    if (value && value.length > 0) yield value;
    if (done) return;
  }
}

async function* pieces(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** A body for an answer. It is closed when its reader leaves. */
export function bodyOf({ size, chunks }: Pieces, close: () => Promise<void>): ReadableStream<Uint8Array> {
  const pieces = chunks();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: close,
  });
  // A Worker tells a length in advance only of such a stream. Node, where `npm run dev` runs this, does without one.
  return typeof FixedLengthStream === "undefined" ? body : body.pipeThrough(new FixedLengthStream(size));
}
