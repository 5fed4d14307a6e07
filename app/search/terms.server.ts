import { folded } from "./fold.server";

/** Scripts without spaces, or with endings that grow onto words, are cut into characters and pairs of them. */
const UNSPACED =
  "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー";
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}]`;
/** No run holds the tone of a skin, and only words hold joiners: a hand is found in any colour, an astronaut by both parts. */
const RUNS = new RegExp(
  [
    "(?<keycap>[0-9#*])\\u20E3",
    `(?<unspaced>[${UNSPACED}]+)`,
    `(?<joined>(?:${LETTER})+(?:\\u200C(?:${LETTER})+)*)`,
    "(?<sign>\\p{RI}{2}|\\p{Extended_Pictographic}[\\u{E0020}-\\u{E007F}]*)",
  ].join("|"),
  "gu",
);

const WORD = new RegExp(`^(?:${LETTER})+$`, "u");

/** Whether a term is a word of a script that parts its words: such a word is found by its first letters, too. */
export function isWord(term: string): boolean {
  return WORD.test(term);
}

/** What a text can be found by: its words, and where words are not parted each character and each pair of neighbours. */
export function termsOf(text: string): string[] {
  return cut(text, {
    unspaced: (characters) => [...characters, ...pairsOf(characters)],
    joined: (parts) => [...parts, parts.join("")],
    keycap: (key) => [inFullWidth(key), key].filter((term) => !/[#*]/.test(term)),
  });
}

/** What a text must have to be found: a stretch of Chinese is found by its pairs, a single character by itself. */
export function wantedTermsOf(text: string): string[] {
  return cut(text, {
    unspaced: (characters) => (characters.length === 1 ? characters : pairsOf(characters)),
    joined: (parts) => parts,
    keycap: (key) => [inFullWidth(key)],
  });
}

type Ways = {
  unspaced: (characters: string[]) => string[];
  joined: (parts: string[]) => string[];
  keycap: (key: string) => string[];
};

/** The terms of a text, each once. */
function cut(text: string, { unspaced, joined, keycap }: Ways): string[] {
  const terms = [...folded(text).matchAll(RUNS)].flatMap(({ 0: run, groups = {} }) => {
    if (groups.unspaced) return unspaced([...run]);
    if (groups.joined) return joined(run.split("\u200C"));
    return groups.keycap ? keycap(groups.keycap) : [run];
  });
  return [...new Set(terms)];
}

/** A key in full width, as no other term is written; the index would part words at "#" and "*". */
function inFullWidth(key: string): string {
  return String.fromCodePoint(0xfee0 + key.charCodeAt(0));
}

function pairsOf(characters: string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
