import { plainLetters } from "~/platform/text/letters.server";

/**
 * Marks that a script can be written without: accents of Latin, Greek and Cyrillic, vowel signs of Hebrew, and of Arabic
 * with the hamza above or below a letter and the stroke that only widens a word. Marks of all other scripts are vowels
 * or other letters: か is not が, and कि is not का.
 */
const OPTIONAL_MARKS = new RegExp(
  `[${[
    "\\u0300-\\u036F\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20E2\\u20E4-\\u20FF\\uFE20-\\uFE2F\\u02B9-\\u02BF",
    "\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7",
    "\\u0610-\\u061A\\u0640\\u064B-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E8\\u06EA-\\u06ED\\u08CA-\\u08E1\\u08E3-\\u08FF",
  ].join("")}]`,
  "gu",
);

/** Letters that Arabic and Persian keyboards give different codes, and the sigma at the end of a word. */
const TWINS: Record<string, string> = { ٱ: "ا", ى: "ي", ی: "ي", ک: "ك", ς: "σ" };
const HAS_TWIN = new RegExp(`[${Object.keys(TWINS).join("")}]`, "g");

/** Invisible characters with a meaning: they part words (Thai), join two parts of one (Persian), or tell flags apart. */
const KEPT_INVISIBLE = "\\u200B\\u200C\\u{E0020}-\\u{E007F}";
const INVISIBLE = new RegExp(`(?![${KEPT_INVISIBLE}])\\p{Default_Ignorable_Code_Point}`, "gu");

/** A text with nothing left that people overlook, so that the same words are the same text: case, width, accents, joiners. */
export function folded(text: string): string {
  return plainLetters(text.normalize("NFKD").replace(INVISIBLE, "").replace(OPTIONAL_MARKS, ""))
    .normalize("NFKC")
    .toLowerCase()
    .replace(HAS_TWIN, (letter) => TWINS[letter] ?? letter);
}
