import type { Language } from "~/platform/text/languages";
import type { Words } from "./words";

const LOADERS: Record<Language, () => Promise<Words>> = {
  en: async () => (await import("./en")).en,
  "zh-Hans": async () => (await import("./zh-hans")).zhHans,
};

/** Loads the words of one language, which the browser gets as a file of their own. */
export function loadWords(language: Language): Promise<Words> {
  return LOADERS[language]();
}
