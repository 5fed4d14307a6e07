/** Drawn as nothing although Unicode does not list them as ignorable: blanks of braille, music and hieroglyphs, and what stands in for a lost object. */
const BLANKS = "\\u2800\\uFFFC\\u{1D159}\\u{13441}\\u{13442}";

/** A character with a shape of its own. Marks, joiners, selectors, fillers and what no font has to know need another one to be seen on. */
const SEEN = `(?![\\p{Default_Ignorable_Code_Point}${BLANKS}])[\\p{L}\\p{N}\\p{P}\\p{S}\\p{Extended_Pictographic}]`;
const FIRST_SEEN = new RegExp(SEEN, "u");
const LAST_SEEN = new RegExp(`${SEEN}(?=(?:(?!${SEEN})[^])*$)`, "u");

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Cuts a text to what is between its first and last visible characters, both whole; "" when nothing can be seen. */
export function trimmed(text: string): string {
  const first = text.search(FIRST_SEEN);
  if (first < 0) return "";
  const segments = graphemes.segment(text);
  const begins = segments.containing(first)?.index;
  const { index, segment } = segments.containing(text.search(LAST_SEEN)) ?? { index: 0, segment: text };
  return text.slice(begins, index + segment.length);
}

/**
 * Joiners that change what is read: behind a mark, as in Sinhala, and between Arabic letters, as in Persian. Any other
 * is left over from what was copied.
 */
const JOINERS = "(?<=\\p{M})[\\u200C\\u200D](?=\\p{L})|(?<=\\p{sc=Arabic})\\u200C(?=\\p{sc=Arabic})";
const INVISIBLE = new RegExp(`(?!${JOINERS})[\\p{Default_Ignorable_Code_Point}${BLANKS}]`, "gu");

/** Removes what nobody sees: byte order marks, soft hyphens, fillers, selectors, controls of direction. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** The length of a text as limits count it: in code points, of which an emoji of a family has seven. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

type Longest = { graphemes: number; bytes?: number };

const encoder = new TextEncoder();

/** Cuts a text to its beginning, between characters as people see them; `bytes` counts it as UTF-8. */
export function shortened(
  text: string,
  { graphemes: most, bytes = Number.POSITIVE_INFINITY }: Longest,
): string {
  let [end, count, size] = [0, 0, 0];
  for (const { segment } of graphemes.segment(text)) {
    size += encoder.encode(segment).length;
    if (++count > most || size > bytes) break;
    end += segment.length;
  }
  return text.slice(0, end);
}

/** In characters as people see them: tabs, bookmarks and chats show no more of a title. */
const LONGEST_TITLE = 60;

/** Controls that turn the direction of what follows; a cut may take their end away, and then they turn what stands behind a title. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Makes a text one short line, for the title of a page or of a link. */
export function titleOf(text: string): string {
  const line = text.replace(TURNS, "").replace(/\s+/g, " ").trim();
  return shortened(line, { graphemes: LONGEST_TITLE }).trimEnd();
}
