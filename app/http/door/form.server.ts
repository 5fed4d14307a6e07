import { boundaryIn, FieldCount } from "./fields.server";

export type Bounds = { largestBytes: number; mostFields: number };

type Excess = "too large" | "too many fields";

/**
 * The form that arrives, judged on its way into the runtime's parser, which alone holds its bytes: so a picture of many
 * megabytes is in memory no more often than it must be. Of a body that exceeds the bounds the rest is still to be read.
 */
export async function readForm(
  { headers, body }: Pick<Request, "headers" | "body">,
  bounds: Bounds,
): Promise<FormData | "no form" | Excess> {
  const type = headers.get("Content-Type") ?? "";
  const reader = body?.getReader();
  let excess: Excess | undefined;
  const judged =
    reader &&
    withinBounds(reader, boundaryIn(type), bounds, (what) => {
      excess = what;
    });
  try {
    return await new Response(judged, { headers: { "Content-Type": type } }).formData();
  } catch {
    return excess ?? "no form";
  } finally {
    reader?.releaseLock();
  }
}

/** The body as far as it is within the bounds. What is one too many breaks it off, and the parser lets go of what it has. */
export function withinBounds(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  boundary: string | null,
  { largestBytes, mostFields }: Bounds,
  onExcess: (what: Excess) => void,
): ReadableStream<Uint8Array> {
  const fields = new FieldCount(boundary, mostFields);
  let left = largestBytes;
  const pull = async (passedOn: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = await reader.read();
    if (done) return passedOn.close();
    const hasTooMany = fields.isOver(value.subarray(0, left));
    left -= value.length;
    if (!hasTooMany && left >= 0) return passedOn.enqueue(value);
    onExcess(hasTooMany ? "too many fields" : "too large");
    passedOn.error(new Error("The form is more than it may be."));
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}
