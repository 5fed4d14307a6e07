import { type RawBuilder, sql } from "kysely";
import { UNDO_EMAIL_DAYS } from "../recovery/limits";

/**
 * The moment from which on nothing is believed that was added to an account, as SQL, where its move to another address is
 * undone: whoever moved it may have let themselves in by another way days before. Each such way was told of by a mail to
 * the old address, and so long ago its person would have done something. `tokenId` is the link's by which it is undone.
 */
export function unbelievedSince(tokenId: string): RawBuilder<string> {
  return sql<string>`(
    SELECT strftime('%Y-%m-%dT%H:%M:%fZ', created_at, ${`-${UNDO_EMAIL_DAYS} days`}) FROM tokens WHERE id = ${tokenId}
  )`;
}
