/** A multiple of four: so many characters of base64 are whole bytes. */
const CHARACTERS_AT_ONCE = 64 * 1024;

/**
 * A file that came in place of its address, as a download of it would answer; null when it is none. Decoded piece by piece
 * while it is read, so that whoever reads up to a limit decodes no more than that.
 */
export function answerOfDataUri(uri: string): Response | null {
  const [, type, isBase64, data] = uri.match(/^data:([^,]*?)(;base64)?,(.*)$/is) ?? [];
  if (type === undefined || data === undefined) return null;
  try {
    const text = data.includes("%") ? decodeURIComponent(data) : data;
    return new Response(isBase64 ? decoded(text.replace(/\s/g, "")) : text);
  } catch {
    return null;
  }
}

function decoded(base64: string): ReadableStream<Uint8Array> {
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= base64.length) return controller.close();
      const piece = base64.slice(from, from + CHARACTERS_AT_ONCE);
      from += piece.length;
      controller.enqueue(new Uint8Array(Buffer.from(piece, "base64")));
    },
  });
}
