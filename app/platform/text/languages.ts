/** What is known of a language beside its words. */
export type LanguageFacts = {
  /** The language's own name for itself, as the switch shows it. */
  name: string;
  /** The ranges of Accept-Language that get this language: "zh" stands for any Chinese, which is better than English. */
  askedAs: readonly [string, ...string[]];
  direction: "ltr" | "rtl";
};

/** Every language under its tag, as `<html lang>` has it. */
export const LANGUAGES = {
  en: { name: "English", askedAs: ["en"], direction: "ltr" },
  "zh-Hans": { name: "简体中文", askedAs: ["zh"], direction: "ltr" },
} as const satisfies Record<string, LanguageFacts>;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_KEYS = Object.keys(LANGUAGES) as Language[];
export const DEFAULT_LANGUAGE: Language = "en";

export function isLanguage(text: unknown): text is Language {
  return typeof text === "string" && Object.hasOwn(LANGUAGES, text);
}
