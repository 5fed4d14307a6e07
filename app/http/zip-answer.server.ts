import { ZIPS_A_PERSON } from "./limits";
import { endingWith, noTurnLeft, Turns } from "./turns.server";

const zips = new Turns(ZIPS_A_PERSON);

type Zip = {
  /** The value of Content-Disposition. */
  disposition: string;
  /** Begins the zip; not called for who only asks for headers, nor for who has as many on the way as one may have. */
  begin: () => ReadableStream<Uint8Array>;
};

/** A zip for a person, which is made while it is read. */
export function zipAnswer(request: Request, userId: string, { disposition, begin }: Zip): Response {
  const headers = {
    "Content-Type": "application/zip",
    "Content-Disposition": disposition,
    "Cache-Control": "private, no-store",
  };
  if (request.method === "HEAD") return new Response(null, { headers });
  const endTurn = zips.take(userId);
  if (!endTurn) return noTurnLeft();
  request.signal.addEventListener("abort", endTurn);
  return new Response(endingWith(begin(), endTurn), { headers });
}
