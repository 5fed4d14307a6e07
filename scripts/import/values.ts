import { createHash } from "node:crypto";

/** What is taken for seconds since 1970, and not milliseconds: it lies before the year 5138. */
const LAST_SECONDS = 1e11;

/** A moment as ISO 8601, from whatever a column has: ISO, SQLite's own form, in UTC, or a number since 1970; null for none. */
export function momentIn(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  const number = typeof value === "number" ? value : /^\d{9,}$/.test(String(value)) ? Number(value) : null;
  const ms =
    number === null ? Date.parse(inUtc(String(value))) : number < LAST_SECONDS ? number * 1000 : number;
  return Number.isFinite(ms) && ms > 0 && ms < 253_402_300_800_000 ? new Date(ms).toISOString() : null;
}

/** SQLite's `datetime()` writes UTC without saying so. */
function inUtc(text: string): string {
  return /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? `${text.replace(" ", "T")}Z` : text;
}

/** A whole number; null for anything else. */
export function wholeNumberIn(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
}

export function textIn(value: unknown): string {
  return value === null || value === undefined ? "" : String(value).trim();
}

/** The address of a picture in whatever a column has: an address, or JSON with one or several, of which the first is taken. */
export function pictureAddressIn(value: unknown): string | null {
  const text = textIn(value);
  if (text === "") return null;
  if (!/^[[{"]/.test(text)) return text;
  try {
    return firstText(JSON.parse(text));
  } catch {
    return text;
  }
}

function firstText(json: unknown): string | null {
  if (typeof json === "string") return json;
  if (typeof json !== "object" || json === null) return null;
  return Object.values(json).map(firstText).find(Boolean) ?? null;
}

/**
 * A UUID that is the same whenever it is made of the same words. It begins with a moment, as the ids of version 7 do, so
 * that what is brought along lies in the order of its time.
 */
export function idOf(moment: string, ...words: string[]): string {
  const time = Date.parse(moment).toString(16).padStart(12, "0").slice(-12);
  const digest = createHash("sha256").update(JSON.stringify(words)).digest("hex");
  return `${time}${digest}`.replace(/^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
}
