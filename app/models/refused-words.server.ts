import { isInHan } from "~/platform/text/han";

/**
 * The first of the words that a prompt has, whatever their case or width; null for none. They stand as whole words, since
 * the short ones are in many harmless ones; Chinese parts no words, so that those are found anywhere. None is a pattern.
 */
export function refusedWordIn(prompt: string, words: string[]): string | null {
  const text = folded(prompt);
  return words.find((word) => has(text, folded(word))) ?? null;
}

function has(text: string, word: string): boolean {
  if (isInHan(word)) return text.replace(/\s/g, "").includes(word.replace(/\s/g, ""));
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = [...text.slice(0, at)].at(-1) ?? "";
    const [after = ""] = text.slice(at + word.length);
    if (!IN_WORD.test(before) && !IN_WORD.test(after)) return true;
  }
  return false;
}

/** Letters, marks and digits go on with a word. */
const IN_WORD = /^[\p{L}\p{M}\p{N}]/u;

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
