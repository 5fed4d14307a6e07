import type { Language } from "~/platform/languages";
import { en } from "./en";
import type { Words } from "./words";
import { zhHans } from "./zh-hans";

/** All languages at once, for the server; a browser loads its own only (load.ts). */
const WORDS: Record<Language, Words> = { en, "zh-Hans": zhHans };

export function wordsIn(language: Language): Words {
  return WORDS[language];
}
