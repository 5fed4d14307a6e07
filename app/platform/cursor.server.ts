import { sql } from "kysely";
import { isUuid } from "./ids.server";

/** A place in a list that is ordered by (created_at, id), newest first. */
export type Cursor = { created_at: string; id: string };

export function encodeCursor({ created_at, id }: Cursor): string {
  return `${created_at}_${id}`;
}

/** Null for text that is no cursor. */
export function readCursor(text: string): Cursor | null {
  const [created_at = "", id = ""] = text.split("_");
  return ISO_TIMESTAMP.test(created_at) && isUuid(id) ? { created_at, id } : null;
}

/** Row values, so that the index on (user_id, created_at, id) is entered at the right place at any depth. */
export function olderThan(table: string, { created_at, id }: Cursor) {
  return sql<boolean>`(${sql.ref(`${table}.created_at`)}, ${sql.ref(`${table}.id`)}) < (${created_at}, ${id})`;
}

const ISO_TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
