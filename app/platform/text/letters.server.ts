/**
 * Letters that are one of ASCII with a stroke, a tail or a twin, and that Unicode does not take apart. Each stands for
 * what people type who do not have it on their keyboard.
 */
const PLAIN: Record<string, string> = {
  ...{ ß: "ss", ẞ: "SS", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE", þ: "th", Þ: "TH" },
  ...{ ð: "d", Ð: "D", đ: "d", Đ: "D", ɖ: "d", Ɖ: "D", ɗ: "d", Ɗ: "D", ħ: "h", Ħ: "H" },
  ...{ ł: "l", Ł: "L", ø: "o", Ø: "O", ŧ: "t", Ŧ: "T", ŋ: "n", Ŋ: "N", ı: "i", ɨ: "i", Ɨ: "I" },
  ...{ ǥ: "g", Ǥ: "G", ƒ: "f", Ƒ: "F", ȷ: "j", ɉ: "j", Ɉ: "J", ƚ: "l", Ƚ: "L", ɵ: "o", Ɵ: "O" },
  ...{ ɍ: "r", Ɍ: "R", ʉ: "u", Ʉ: "U", ɇ: "e", Ɇ: "E", ɏ: "y", Ɏ: "Y", ƭ: "t", Ƭ: "T" },
  ...{ ƀ: "b", Ƀ: "B", ɓ: "b", Ɓ: "B", ƙ: "k", Ƙ: "K", ĸ: "k", ƴ: "y", Ƴ: "Y", ƶ: "z", Ƶ: "Z" },
};
const LETTERS = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");

/** Writes Straße as Strasse and Łódź as Lódź, for file names that every program reads, and for searches. */
export function plainLetters(text: string): string {
  return text.replace(LETTERS, (letter) => PLAIN[letter] ?? letter);
}
