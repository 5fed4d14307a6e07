import { Buffer } from "node:buffer";

/** What stands between the parts of a multipart form; null for any other. */
export function boundaryIn(contentType: string): string | null {
  const [, quoted, plain] = contentType.match(/;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i) ?? [];
  return quoted ?? plain ?? null;
}

/** Whether a form has more fields than `most`, told by its bytes: to parse hundreds of thousands takes seconds. */
export function hasMoreFields(body: Uint8Array<ArrayBuffer>, boundary: string | null, most: number): boolean {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const separator = boundary === null ? "&" : `--${boundary}`;
  // An ampersand stands between fields; a boundary stands before each and once more at the end.
  let left = boundary === null ? most : most + 2;
  for (let at = bytes.indexOf(separator); at !== -1; at = bytes.indexOf(separator, at + separator.length)) {
    if (--left === 0) return true;
  }
  return false;
}
