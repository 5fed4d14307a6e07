import { addressOf } from "./address.server";
import { requestId } from "./request-id.server";

type Line = { event: string } & Record<string, unknown>;

/**
 * The log: one JSON object a line, with the id of the request that it is about. It never holds a prompt, an address, a
 * cookie, a token or what a foreign system wrote.
 */
export const log = {
  info: (line: Line) => console.log(asText(line)),
  warn: (line: Line) => console.warn(asText(line)),
  error: (line: Line) => console.error(asText(line)),
};

function asText(line: Line): string {
  return JSON.stringify({ ...line, request_id: requestId() });
}

/**
 * The path of a request, without what lets somebody in: a shared link is as good as a key, and so is one in a mail. Routes take it in any case and
 * with any character encoded, so it is looked for in what the path means.
 */
export function loggedPath(request: Request): string {
  const { pathname } = addressOf(request);
  return decoded(pathname).replace(SHARED, "$1/-").replace(MAILED, "$1/-");
}

const SHARED = /^(\/+[sc])\/+[^/.]+/i;
const MAILED = /^(\/+(?:reset|confirm|undo|outbox))\/+.*/is;

/** A path that cannot be decoded leads nowhere, and may still be a mistyped link. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path.replace(/%.*/s, "%");
  }
}
