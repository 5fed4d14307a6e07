import type { Language } from "~/platform/text/languages";
import { en } from "./en";
import type { Words } from "./words";
import { zhHans } from "./zh-hans";

/** The words of all languages, for the server; a browser loads those of the page's language only. */
const WORDS: Record<Language, Words> = { en, "zh-Hans": zhHans };

export function wordsIn(language: Language): Words {
  return WORDS[language];
}
