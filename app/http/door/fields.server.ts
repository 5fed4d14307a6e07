import { Buffer } from "node:buffer";

/** What stands between the parts of a multipart form; null for any other. */
export function boundaryIn(contentType: string): string | null {
  if (!contentType.toLowerCase().startsWith("multipart/")) return null;
  const [, quoted, plain] = contentType.match(/;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i) ?? [];
  return quoted ?? plain ?? null;
}

/**
 * Counts the fields of a form by what separates them, while the form arrives: to parse hundreds of thousands takes seconds.
 * The form may be cut into chunks anywhere, also within a separator.
 */
export class FieldCount {
  readonly #separator: Buffer;
  #left: number;
  /** The end of what was seen, in which a separator may have begun. */
  #begun = Buffer.alloc(0);

  /** @param boundary as `boundaryIn` tells it. */
  constructor(boundary: string | null, most: number) {
    this.#separator = Buffer.from(boundary === null ? "&" : `--${boundary}`);
    // An ampersand stands between fields; a boundary stands before each and once more at the end.
    this.#left = boundary === null ? most : most + 2;
  }

  /** Whether there are more fields than `most`, the ones in this chunk included. */
  isOver(chunk: Uint8Array): boolean {
    const separator = this.#separator;
    const bytes = this.#begun.length === 0 ? asBuffer(chunk) : Buffer.concat([this.#begun, chunk]);
    let seen = 0;
    for (let at = bytes.indexOf(separator); at !== -1; at = bytes.indexOf(separator, seen)) {
      if (--this.#left <= 0) return true;
      seen = at + separator.length;
    }
    // A copy, because a view would keep the whole chunk.
    this.#begun = Buffer.from(bytes.subarray(Math.max(seen, bytes.length - separator.length + 1)));
    return false;
  }
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
