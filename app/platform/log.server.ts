import { addressOf } from "./address.server";
import { requestId } from "./request-id.server";

type Line = { event: string } & Record<string, unknown>;

/** One JSON object a line, with the id of the request that it is about. Never a prompt, an address, a cookie, a token or what a foreign system wrote. */
export const log = {
  info: (line: Line) => console.log(asText(line)),
  warn: (line: Line) => console.warn(asText(line)),
  error: (line: Line) => console.error(asText(line)),
};

function asText(line: Line): string {
  return JSON.stringify({ ...line, request_id: requestId() });
}

/** The path of a request, without what lets somebody in: a shared link is as good as a key. */
export function loggedPath(request: Request): string {
  return addressOf(request).pathname.replace(/^\/s\/[^/.]+/, "/s/-");
}
