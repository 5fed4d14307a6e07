import type { Picture } from "./pictures.server";

/** Why a picture is not in the zip though it was asked for. */
export type Absence = "missing in the store" | "could not be read";

export type Line = {
  /** The picture's name in the zip; null when it is not there, and then `note` says why. */
  file: string | null;
  note: Absence | "";
} & Pick<Picture, "prompt" | "model" | "seed" | "width" | "height" | "cost" | "created_at" | "id"> & {
    favorite: boolean;
  };

export function lineOf(picture: Picture, file: string | null, note: Absence | ""): Line {
  const { prompt, model, seed, width, height, cost, created_at, id, favorite } = picture;
  return { file, note, prompt, model, seed, width, height, cost, favorite: favorite === 1, created_at, id };
}

export function asJson(lines: Line[]): string {
  return `${JSON.stringify({ pictures: lines }, null, 2)}\n`;
}

/**
 * Writes lines as CSV by RFC 4180. The byte order mark at the start tells Excel that the text is UTF-8; behind a line
 * `sep=,` Excel would not look for it, and other programs would take that line for a picture.
 */
export function asCsv(lines: Line[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => cell(line[column])));
  return `\uFEFF${[COLUMNS, ...rows].map((row) => `${row.join(",")}\r\n`).join("")}`;
}

const COLUMNS = [
  "file",
  "prompt",
  "model",
  "seed",
  "width",
  "height",
  "cost",
  "favorite",
  "created_at",
  "id",
  "note",
] as const;

/**
 * What a spreadsheet takes for the beginning of a formula, in half and full width, behind anything that it skips. Where a
 * comma is the decimal sign it parts this file at semicolons and takes quotes in the middle of a field for letters, so
 * that a formula may begin behind a semicolon, a tab or a line's end too.
 */
const SKIPPED = "[^\\p{L}\\p{N}\\p{P}\\p{S}]*";
const SIGN = "[=+\\-@＝＋－＠﹦﹢﹣﹫−]";
const FORMULA = new RegExp(`^(?=[\\t\\r\\n])|(?<=^|[;\\t\\r\\n])(?=${SKIPPED}["']*${SKIPPED}${SIGN})`, "gu");

/** A cell of the CSV. A prompt that a spreadsheet would run as a formula gets an apostrophe, which makes it text. */
function cell(value: string | number | boolean | null): string {
  const text = typeof value === "string" ? value.replace(FORMULA, "'") : String(value ?? "");
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
