import { BYTE_ORDER_MARK, csvRow } from "./csv";
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

export function asCsv(lines: Line[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => line[column]));
  return BYTE_ORDER_MARK + [COLUMNS, ...rows].map(csvRow).join("");
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
