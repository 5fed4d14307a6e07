/** The parts as a stream that asks for each when its reader wants it, and for none when the reader has left. */
export function streamOf<Part extends Uint8Array>(parts: AsyncIterable<Part>): ReadableStream<Part> {
  const each = parts[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await each.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await each.return?.();
    },
  });
}
