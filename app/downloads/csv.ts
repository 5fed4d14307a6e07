/** A value as it stands in a row of a table. */
export type Cell = string | number | boolean | null;

/**
 * Rows as CSV by RFC 4180. The byte order mark at the start tells Excel that the text is UTF-8; behind a line
 * `sep=,` Excel would not look for it, and other programs would take that line for a row.
 */
export const BYTE_ORDER_MARK = "\uFEFF";

/** A row of a table, with the end of its line. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/**
 * What a spreadsheet takes for the beginning of a formula, in half and full width, behind anything that it skips. Where a
 * comma is the decimal sign it parts this file at semicolons and takes quotes in the middle of a field for letters, so
 * that a formula may begin behind a semicolon, a tab or a line's end too.
 */
const SKIPPED = "[^\\p{L}\\p{N}\\p{P}\\p{S}]*";
const SIGN = "[=+\\-@＝＋－＠﹦﹢﹣﹫−]";
const FORMULA = new RegExp(`^(?=[\\t\\r\\n])|(?<=^|[;\\t\\r\\n])(?=${SKIPPED}["']*${SKIPPED}${SIGN})`, "gu");

/** A cell of the CSV. A text that a spreadsheet would run as a formula gets an apostrophe, which makes it text. */
function cell(value: Cell): string {
  const text = typeof value === "string" ? value.replace(FORMULA, "'") : String(value ?? "");
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
