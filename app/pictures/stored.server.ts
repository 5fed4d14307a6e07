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

export function opened(object: R2ObjectBody): Stored {
  const reader = object.body.getReader();
  return {
    size: object.size,
    async *chunks() {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    },
    close: () => reader.cancel(),
  };
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
