import { isWord } from "./terms.server";

/** Words are found by this many first letters without a look at the other words that begin so: as terms of their own. */
const INDEXED_LETTERS = 3;

/**
 * What a term is indexed under so that its first letters find it. A word's whole letters stand there once more in full
 * width, which the stemmer leaves alone: it would take "painting" for "paint", which "paintin" is no beginning of.
 */
export function beginningsOf(term: string): string[] {
  if (!isWord(term)) return [];
  const letters = [...term].slice(0, INDEXED_LETTERS);
  const beginnings = letters.map((_, index) => begun(letters.slice(0, index + 1).join("")));
  const whole = inFullWidth(term);
  return whole === term ? beginnings : [...beginnings, whole];
}

/**
 * The question for a term, as FTS5 reads it: the very word in any of its forms, or one that begins with its letters. `key`
 * is its owner's. A few letters are one term; more of them are few words, whose rows are put together.
 */
export function questionFor(term: string, key: string): string {
  const itself = `"${key}${term}"`;
  if (!isWord(term)) return itself;
  const isShort = [...term].length <= INDEXED_LETTERS;
  return `(${itself} OR ${isShort ? `"${key}${begun(term)}"` : `"${key}${inFullWidth(term)}" *`})`;
}

/** No word has a "/" in it, so that no word is taken for a beginning. */
const begun = (letters: string) => `/${letters}`;

function inFullWidth(term: string): string {
  return term.replace(/[a-z]/g, (letter) => String.fromCodePoint(0xfee0 + letter.charCodeAt(0)));
}
