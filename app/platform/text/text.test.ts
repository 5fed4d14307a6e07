import { describe, expect, test } from "vitest";
import { prompts_without_anything_to_see } from "../../../test/fixtures/texts.json";
import { shortened, titleOf, trimmed } from "./text.server";

describe("F17: a text without anything to see is empty", () => {
  test.each([
    ...prompts_without_anything_to_see,
    ...["\u115f\u1160\uffa0\u034f", "\ufe0f\u{e0100}\u180b", "\u{e0001}\u{e0041}\u{e007f}", "\u061c\u2061"],
    ...[
      "\ue000\u{f0000}",
      "\u0378\uffff",
      "\ufffc",
      "\u{1d159}\u{1d173}",
      "\u0301\u20e3",
      " \t\n\u3000\u0085",
    ],
  ])("%j", (text) => expect(trimmed(text)).toBe(""));
});

describe("F17: what can be seen stays, with all that belongs to it", () => {
  test.each([
    ...[
      "a",
      "?",
      "❤️",
      "👨‍👩‍👧",
      "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
      "1️⃣",
      "🇫🇷",
      "e\u0301",
    ],
    ...["می\u200cخواهم", "क्\u200d", "a\n\nb", "cas\u00adtle", "\u{1faea}"],
  ])("%j", (text) => {
    expect(trimmed(text)).toBe(text);
    expect(trimmed(`\u200b\ufeff \u3164${text}\n\u2800\u202e\u00ad`)).toBe(text);
  });

  test("also at length, in little time", () => {
    const text = `a${"\u200b".repeat(500_000)}b`;
    expect(trimmed(`\u2800${text}\u3164`)).toBe(text);
    expect(trimmed("\u200b a".repeat(200_000))).toHaveLength(3 * 200_000 - 2);
  });
});

describe("F16: a text is cut between characters", () => {
  test.each(["👨‍👩‍👧‍👦", "🇫🇷", "👍🏽", "e\u0301", "क्षि", "가", "𠀀", "❤️"])("%s", (character) => {
    expect(titleOf(character.repeat(61))).toBe(character.repeat(60));
    expect(titleOf(`${"x".repeat(59)}${character}y`)).toBe(`${"x".repeat(59)}${character}`);
    const bytes = new TextEncoder().encode(character).length;
    expect(shortened(character.repeat(3), { graphemes: 9, bytes: 3 * bytes - 1 })).toBe(character.repeat(2));
  });

  test("a title is one line, and turns nothing that stands behind it", () => {
    expect(titleOf("  a\r\n\tb \u202e\u2067c ")).toBe("a b c");
  });
});
