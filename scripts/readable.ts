/** A line of the log as people read it in a terminal; whatever is no line of ours stays as it is. */
export function readable(line: string, now = new Date()): string {
  const fields = fieldsOf(line);
  if (!fields) return line;
  const { event, request_id, ...rest } = fields;
  const time = now.toTimeString().slice(0, 8);
  const id = request_id === undefined ? "" : ` (${request_id})`;
  return printable(`${time}  ${event === "request" ? ofRequest(rest) : ofOthers(event, rest)}${id}`);
}

/** Chooses how the app's lines are printed: for people in a terminal, as JSON for machines in a pipe or a file. */
export const lineFor = ({ isTTY }: { isTTY?: boolean }) => (isTTY ? readable : (line: string) => line);

function fieldsOf(line: string): Record<string, unknown> | null {
  try {
    const fields: unknown = JSON.parse(line);
    return typeof fields === "object" && fields !== null && "event" in fields ? { ...fields } : null;
  } catch {
    return null;
  }
}

function ofRequest({ method, path, status, ms, db_calls, ...rest }: Record<string, unknown>): string {
  const calls = db_calls === undefined ? "" : `, ${db_calls} to the database`;
  return `${status} ${method} ${path} in ${ms} ms${calls}${others(rest)}`;
}

function ofOthers(event: unknown, rest: Record<string, unknown>): string {
  return `${event}${others(rest)}`;
}

function others(fields: Record<string, unknown>): string {
  const said = Object.entries(fields).map(([name, value]) => `${name} ${wordOf(value)}`);
  return said.length > 0 ? `: ${said.join(", ")}` : "";
}

function wordOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What would move a cursor or colour a terminal is shown by its number. */
function printable(text: string): string {
  return text.replace(
    /\p{Cc}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
