import { type RawBuilder, sql } from "kysely";
import { DAY, timestamp } from "~/platform/clock.server";
import { NEWCOMER_DAYS } from "./limits";

/**
 * SQL for whether somebody joined only lately: a title is read where nobody sees the page, and search engines and chats show
 * it under this site's name. `person` is a column with a person's id.
 */
export function isNewcomer(person: string): RawBuilder<0 | 1> {
  return sql<0 | 1>`EXISTS (SELECT 1 FROM users WHERE users.id = ${sql.ref(person)}
    AND users.created_at > ${timestamp(-NEWCOMER_DAYS * DAY)})`;
}

/** Endings of hosts by which people lead others astray; of all endings many are words that begin a sentence, too. */
const ENDINGS =
  "app|biz|cc|click|club|cn|co|com|de|dev|eu|fun|gov|icu|info|io|link|live|me|net|online|org|page|ru|shop|site|store|top|tv|uk|us|vip|win|xyz";

const ADDRESS = new RegExp(
  [
    "\\b[a-z][a-z0-9+.-]{1,20}://\\S+",
    "\\bwww\\.\\S+",
    "[^\\s@]{1,64}@[^\\s@.]{1,63}\\.\\S+",
    `(?<![\\p{L}\\p{N}.-])(?:[\\p{L}\\p{N}-]{1,63}\\.){1,4}(?:${ENDINGS})(?![\\p{L}\\p{N}-])\\S*`,
  ].join("|"),
  "giu",
);

/** A prompt for strangers to read; null unless its owner chose to show it. */
export function shownPrompt(prompt: string, isShown: 0 | 1): string | null {
  return isShown ? withoutAddresses(prompt) : null;
}

/** Words of a person's for strangers to read: where they would lead to another place, there is a dash instead. */
export function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, "–");
}
