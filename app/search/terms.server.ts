/** Written without spaces, or with endings that grow onto words: cut into characters and pairs of them. */
const UNSPACED =
  "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー";
const RUNS = new RegExp(
  `(?<unspaced>[${UNSPACED}]+)|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+|\\p{Extended_Pictographic}`,
  "gu",
);

/** What a text can be found by: its words, and where words are not parted each character and each pair of neighbours. */
export function wordsOf(text: string): string[] {
  return distinct(runsOf(text), (characters) => [...characters, ...pairsOf(characters)]);
}

/** What a text must have to be found: a stretch of Chinese is found by its pairs, a single character by itself. */
export function wantedWordsOf(text: string): string[] {
  return distinct(runsOf(text), (characters) => (characters.length === 1 ? characters : pairsOf(characters)));
}

type Run = { text: string; isUnspaced: boolean };

function runsOf(text: string): Run[] {
  return [...folded(text).matchAll(RUNS)].map(({ 0: run, groups }) => ({
    text: run,
    isUnspaced: groups?.unspaced !== undefined,
  }));
}

/** Full-width and half-width, upper and lower case, with and without accents: the same. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC")
    .toLowerCase();
}

function distinct(runs: Run[], cut: (characters: string[]) => string[]): string[] {
  return [...new Set(runs.flatMap(({ text, isUnspaced }) => (isUnspaced ? cut([...text]) : [text])))];
}

function pairsOf(characters: string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
