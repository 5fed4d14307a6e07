import { expect, test } from "vitest";
import { refusedWordIn } from "./refused-words.server";

const WORDS = ["ass", "Blue Cat", "a.c", "坏词"];

test.each([
  ["an ASS on a hill", "ass"],
  ["ａｓｓ", "ass"],
  ["glass, a classic brass bass", null],
  ["a blue   cat", "Blue Cat"],
  ["a blue category", null],
  ["abc", null],
  ["a.c!", "a.c"],
  ["一个坏 词语", "坏词"],
  ["", null],
])("%j has %j", (prompt, word) => {
  expect(refusedWordIn(prompt, WORDS)).toBe(word);
});
