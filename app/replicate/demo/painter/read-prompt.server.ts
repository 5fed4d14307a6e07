import { MEANINGS, type Meaning } from "./vocabulary.server";

export type Found = Meaning & { adjoins: boolean };

/** The meanings of the known words, in the prompt's order; `adjoins` when one of the next two words is known too. */
export function readMeanings(text: string): Found[] {
  const words =
    text.match(/\p{Script=Han}+|black[ -](and|&)[ -]white|golden[ -]hour|northern[ -]lights?|[\p{L}]+/gu) ??
    [];
  const known = words.flatMap((word) =>
    /\p{Script=Han}/u.test(word) ? splitChinese(word) : [singular(word)],
  );
  return known.flatMap((word, i) => {
    const adjoins = MEANINGS.has(known[i + 1] ?? "") || MEANINGS.has(known[i + 2] ?? "");
    return (MEANINGS.get(word) ?? []).map((meaning) => ({ ...meaning, adjoins }));
  });
}

const CHINESE = new RegExp(
  [...MEANINGS.keys()].filter((word) => /\p{Script=Han}/u.test(word)).join("|"),
  "g",
);

const splitChinese = (text: string) => text.match(CHINESE) ?? [];

function singular(word: string): string {
  const joined = word.replace(/[ -]/g, "-").replace("&", "and");
  const candidates = [
    joined,
    joined.replace(/s$/, ""),
    joined.replace(/es$/, ""),
    joined.replace(/ves$/, "f"),
    joined.replace(/ies$/, "y"),
  ];
  return candidates.find((candidate) => MEANINGS.has(candidate)) ?? joined;
}

export function isKind<Kind extends Meaning["kind"]>(kind: Kind) {
  return (meaning: Found): meaning is Found & { kind: Kind } => meaning.kind === kind;
}
