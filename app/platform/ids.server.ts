import { randomBytes } from "node:crypto";
import { sql } from "kysely";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a UUID in lower case, the one form in which ids are made here. */
export function isUuid(text: string | undefined): text is string {
  return text !== undefined && UUID.test(text);
}

/** Any number of ids for an `in`, bound as one parameter: D1 takes at most 100 parameters. */
export function anyOf(ids: string[]) {
  return sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

/** A link's token has 128 bits, so that nobody finds one by trying. */
const TOKEN_BYTES = 16;

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** Whether a text may be the token of a link. */
export function isToken(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}
