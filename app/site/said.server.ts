import type { Language } from "~/platform/text/languages";
import type { SiteNotices } from "./notices.server";

/** What is said at the top of a page: the line for all, and why no orders are taken. In the other language rather than not at all. */
export function said({ line, isClosed, closed }: SiteNotices, language: Language): string {
  return [inEither(line, language), isClosed ? inEither(closed, language) : ""].filter(Boolean).join(" ");
}

function inEither(texts: Record<Language, string>, language: Language): string {
  return texts[language] || Object.values(texts).find(Boolean) || "";
}
