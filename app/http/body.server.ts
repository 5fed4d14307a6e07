/**
 * The body that arrived, or null when it is more than `limit` bytes, whatever Content-Length said. Up to `patience` bytes
 * are then still read and forgotten: a connection that is closed on what is being sent is reset, and the answer lost.
 */
export async function readUpTo(
  limit: number,
  body: AsyncIterable<Uint8Array> | null,
  patience = limit,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > patience) return null;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) return null;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
