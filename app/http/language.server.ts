import Negotiator from "negotiator";
import { addressOf } from "~/platform/address.server";
import {
  DEFAULT_LANGUAGE,
  isLanguage,
  LANGUAGES,
  type Language,
  type LanguageFacts,
} from "~/platform/text/languages";
import { chosenLanguage } from "./preferences.server";

/** What the address says (`?lang=`), else what the visitor chose, else what their browser prefers, else English. */
export function languageOf(request: Request): Language {
  return (
    languageInAddress(request) ?? chosenLanguage(request) ?? preferred(request, LANGUAGES) ?? DEFAULT_LANGUAGE
  );
}

export function languageInAddress(request: Request): Language | null {
  const asked = addressOf(request).searchParams.get("lang");
  return isLanguage(asked) ? asked : null;
}

/** The language of a list that a browser likes best, if it takes any of them. */
export function preferred<Tag extends string>(
  { headers }: Request,
  languages: Record<Tag, LanguageFacts>,
): Tag | undefined {
  const tags = Object.keys(languages) as Tag[];
  const ranges = new Map(tags.flatMap((tag) => languages[tag].askedAs.map((range) => [range, tag] as const)));
  const asked = new Negotiator({ headers: { "accept-language": headers.get("Accept-Language") ?? "" } });
  return ranges.get(asked.language([...ranges.keys()]) ?? "");
}
