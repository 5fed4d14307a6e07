import { sql } from "kysely";
import { isUuid } from "./ids.server";

/** A place in a list that is ordered by (created_at, id), newest first. */
export type Cursor = { created_at: string; id: string };

export function encodeCursor({ created_at, id }: Cursor): string {
  return `${created_at}_${id}`;
}

/** Reads a cursor from a URL; null for text that is none. */
export function readCursor(text: string): Cursor | null {
  const [created_at = "", id = ""] = text.split("_");
  return ISO_TIMESTAMP.test(created_at) && isUuid(id) ? { created_at, id } : null;
}

/** Compares rows as pairs, so that SQLite enters the index on (user_id, created_at, id) at the cursor, however deep. */
export function olderThan(table: string, { created_at, id }: Cursor) {
  return sql<boolean>`(${sql.ref(`${table}.created_at`)}, ${sql.ref(`${table}.id`)}) < (${created_at}, ${id})`;
}

const ISO_TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
