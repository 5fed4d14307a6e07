/** Every language with its own name, as `<html lang>` and the switch have them. */
export const LANGUAGES = { en: "English", "zh-Hans": "简体中文" } as const;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_KEYS = Object.keys(LANGUAGES) as Language[];
export const DEFAULT_LANGUAGE: Language = "en";

export function isLanguage(text: unknown): text is Language {
  return typeof text === "string" && Object.hasOwn(LANGUAGES, text);
}
