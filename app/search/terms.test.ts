import { describe, expect, test } from "vitest";
import { search } from "../../test/fixtures/texts.json";
import { termsOf, wantedTermsOf } from "./terms.server";

/** Whether a question finds a prompt, as the index compares them. */
function finds(q: string, prompt: string): boolean {
  const terms = termsOf(prompt);
  const wanted = wantedTermsOf(q);
  return wanted.length > 0 && wanted.every((term) => terms.includes(term));
}

describe("F18: accents are left out by script, and letters have the likeness that people type", () => {
  const reported = search.flatMap(({ prompt, asks }) => asks.map((q) => [q, prompt] as const));

  test.each<readonly [string, string]>([
    ...reported,
    ["creme brulee", "crème brûlée"],
    ["crème", "creme brulee"],
    ["oresund", "Øresund bei Sturm"],
    ["aeon", "Æon"],
    ["ΠΟΛΙΣ", "πόλις"],
    ["елка", "ёлка"],
    ["ＣＡＴ", "a cat"],
    ["كتاب", "کتاب"],
    ["السلام", "السَّلامُ"],
    ["محمد", "محمدؐ"],
    ["🇯🇵", "🇫🇷 and 🇯🇵"],
  ])("%j finds %j", (q, prompt) => {
    expect(finds(q, prompt)).toBe(true);
    // What is written in full is found, too.
    expect(finds(prompt, prompt)).toBe(true);
  });

  test.each([
    ["か", "が"],
    ["कि", "का"],
    ["🇩🇪", "🇫🇷 flag"],
    ["\u200b", "anything"],
    ["\u0301", "é"],
  ])("%j does not find %j", (q, prompt) => expect(finds(q, prompt)).toBe(false));
});
