import { DAY, SECOND } from "~/platform/clock.server";
import { isLanguage, type Language } from "~/platform/text/languages";
import { plainCookie } from "./cookies.server";

/** What a browser remembers, not an account: a screen and a keyboard belong to a machine. */
type Preference = "language" | "theme" | "shortcuts" | "size";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** How large the pictures of a light table are: its rows are 120, 200 or 300 pixels high. */
export const TABLE_SIZES = ["s", "m", "l"] as const;
export type TableSize = (typeof TABLE_SIZES)[number];

const LIFETIME_SECONDS = (365 * DAY) / SECOND;

/** The language that the visitor chose; null when they chose none. */
export function chosenLanguage(request: Request): Language | null {
  const chosen = read(request, "language");
  return isLanguage(chosen) ? chosen : null;
}

export function chosenTheme(request: Request): Theme {
  const chosen = read(request, "theme");
  return THEMES.find((theme) => theme === chosen) ?? "system";
}

export function chosenSize(request: Request): TableSize {
  const chosen = read(request, "size");
  return TABLE_SIZES.find((size) => size === chosen) ?? "m";
}

/** Whether single keys do something, as they do unless the visitor switched them off. */
export function hasShortcuts(request: Request): boolean {
  return read(request, "shortcuts") !== "off";
}

/** The Set-Cookie value that keeps what the visitor chose. */
export function keepPreference(
  request: Request,
  preference: Preference,
  value: Language | Theme | TableSize | "on" | "off",
): string {
  return plainCookie(request, preference).keep(value, LIFETIME_SECONDS);
}

function read(request: Request, preference: Preference): string | undefined {
  return plainCookie(request, preference).read();
}
