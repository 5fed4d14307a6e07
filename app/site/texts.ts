import { DEFAULT_LANGUAGE, LANGUAGE_KEYS, type Language } from "../platform/text/languages";

/** What the owner of a site may have to say on pages of their own, under addresses of these names. */
export const TEXT_KINDS = ["terms", "privacy", "imprint"] as const;

export type TextKind = (typeof TEXT_KINDS)[number];

/** Texts as HTML, by language. */
export type Texts = Partial<Record<Language, Partial<Record<TextKind, string>>>>;

/** A text as HTML, and the language that it is in. */
export type Text = { html: string; language: Language };

/** The text in the visitor's language, else in English, else in whichever there is; null where there is none. */
export function textIn(texts: Texts, kind: TextKind, wanted: Language): Text | null {
  const language = [wanted, DEFAULT_LANGUAGE, ...LANGUAGE_KEYS].find((key) => texts[key]?.[kind]);
  const html = language && texts[language]?.[kind];
  return html ? { html, language } : null;
}

/** The kinds of which there is a text in any language. */
export function kindsIn(texts: Texts): TextKind[] {
  return TEXT_KINDS.filter((kind) => textIn(texts, kind, DEFAULT_LANGUAGE));
}
