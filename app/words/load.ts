import type { Language } from "~/platform/languages";
import type { Words } from "./words";

const LOADERS: Record<Language, () => Promise<Words>> = {
  en: async () => (await import("./en")).en,
  "zh-Hans": async () => (await import("./zh-hans")).zhHans,
};

/** The words of one language, a file of its own to the browser. */
export function loadWords(language: Language): Promise<Words> {
  return LOADERS[language]();
}
