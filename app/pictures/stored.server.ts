import type { Services } from "~/services.server";
import { pictureKey } from "./keys.server";
import type { Pieces } from "./metadata/prompt-inside.server";
import { askStore } from "./store.server";

/** A picture of the store, open: read by piece, and closed by whoever opened it. */
export type Stored = Pieces & { close(): Promise<void> };

/** Opens a picture of the store; null when it is not there. @throws Unavailable when the store does not answer. */
export async function openStored(using: Services, id: string): Promise<Stored | null> {
  const object = await askStore(using, (pictures) => pictures.get(pictureKey(id)));
  if (!object) return null;
  const reader = object.body.getReader();
  return {
    size: object.size,
    async *chunks() {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    },
    close: () => reader.cancel(),
  };
}
