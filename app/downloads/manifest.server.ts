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

/** Writes lines as CSV by RFC 4180. The byte order mark at the start tells Excel that the text is UTF-8. */
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

/** A cell of the CSV. A prompt that a spreadsheet would run as a formula gets an apostrophe in front. */
function cell(value: string | number | boolean | null): string {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
