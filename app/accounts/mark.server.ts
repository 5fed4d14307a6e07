import { keyedHash } from "~/platform/keyed-hash.server";

/** The length of a mark: enough to tell the few people apart who share a browser. */
const LENGTH = 12;

/**
 * Stands for a person on the pages that they are shown, so that a script can tell that a page which the browser kept is
 * somebody else's by now. It says nothing of the person, and opens nothing.
 */
export function markOf(userId: string, [secret]: string[]): string {
  return secret ? keyedHash(secret, `page:${userId}`).slice(0, LENGTH) : "";
}
