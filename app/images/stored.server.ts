import type { Services } from "~/platform/services.server";
import { pictureKey } from "./keys.server";

/** A picture of the store, open: read by piece, and closed by whoever opened it. */
export type Stored = {
  size: number;
  chunks(): AsyncGenerator<Uint8Array, void>;
  close(): Promise<void>;
};

export async function openStored({ pictures, timings }: Services, id: string): Promise<Stored | null> {
  const object = await timings.measure("storage", () => pictures.get(pictureKey(id)));
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
