/** Whether a constraint of the schema said no: this one, by the name of a CHECK or `table.column`, or any. */
export function refusedBy(error: unknown, constraint = ""): boolean {
  return error instanceof Error && REFUSAL.test(error.message) && error.message.includes(constraint);
}

/** What D1 says when a constraint refuses a value, or a STRICT table one of another type than its column. */
const REFUSAL = /constraint failed|cannot store \w+ value/i;

/** Whether what failed is harmless to send again, if it may arrive twice: the database was away for a moment. */
export function passes(error: unknown): boolean {
  return /connection lost|reset|internal error|timed? ?out/i.test(messageOf(error));
}

/** Whether the fault may lie in a single query: none that the database has with all that it is asked. */
export function mayBeOfOneQuery(error: unknown): boolean {
  return !OF_THE_DATABASE.test(messageOf(error));
}

const OF_THE_DATABASE =
  /connection lost|overloaded|too many requests|timed? ?out|exceeded|reset|internal error|full/i;

/** Whether a replica knows nothing of the bookmark from which it was to read, as after a database was turned back in time. */
export function isOfBookmark(error: unknown): boolean {
  return /bookmark/i.test(messageOf(error));
}

/** What D1 said, as one word of ours: its sentences can quote what was written. */
export function kindOfFailure(error: unknown): string {
  const message = messageOf(error);
  const [, kind] = FAILURES.find(([said]) => said.test(message)) ?? [];
  return kind ?? "other";
}

const FAILURES: [said: RegExp, kind: string][] = [
  [/connection lost/i, "connection_lost"],
  [/overloaded|too many requests/i, "overloaded"],
  [/timed? ?out|exceeded/i, "timed_out"],
  [/reset/i, "reset"],
  [/internal error/i, "internal_error"],
  [/no such (table|column)/i, "not_migrated"],
  [/syntax error/i, "syntax_error"],
  [/full/i, "full"],
];

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
