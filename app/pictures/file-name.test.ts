import { describe, expect, test } from "vitest";
import { disposition, nameAmongOthers, pictureName, zipName } from "./file-name.server";

const alone = (prompt: string, content_type = "image/webp") => pictureName({ prompt, content_type });
const among = (prompt: string) =>
  nameAmongOthers({
    ...{ id: "019a0000-0000-7000-8000-0123456789ab", content_type: "image/jpeg" },
    ...{ prompt, created_at: "2026-03-31T23:59:59.999Z" },
  });
const bytesOf = (name = "") => new TextEncoder().encode(name).length;

const FAMILY = "👨‍👩‍👧‍👦";

describe("F15: a name is 200 bytes or less, and ends where a character ends", () => {
  test.each([
    ["in Chinese", "山".repeat(1000)],
    ["in Devanagari", "क्षि".repeat(250)],
    ["in Tamil", "கொ".repeat(300)],
    ["in Thai", "กำ้".repeat(300)],
    ["in letters of four bytes", "𠀀".repeat(1000)],
    ["in letters with ten marks each", `a${"\u0316\u0317".repeat(5)}`.repeat(90)],
    ["one letter with a thousand marks", `a${"\u0316".repeat(999)}`],
    ["in Latin", "castle ".repeat(140)],
    ["of emoji", FAMILY.repeat(100)],
  ])("%s", (_, prompt) => {
    const characters = new Set([...new Intl.Segmenter().segment(`${prompt}-`)].map(({ segment }) => segment));
    const { ascii, full = "" } = alone(prompt);
    for (const name of [ascii, full, among(prompt)]) {
      expect(bytesOf(name)).toBeLessThanOrEqual(200);
      expect(name).not.toMatch(/\p{Cs}/u);
    }
    const words = full.replace(/\.webp$/, "");
    if (words === "picture") return;
    for (const { segment } of new Intl.Segmenter().segment(words)) expect(characters).toContain(segment);
    expect(among(prompt)).toMatch(/^2026-03-31-.+-0123456789ab\.jpg$/);
  });

  test("and as long as there is room for", () => {
    expect(bytesOf(among("山".repeat(1000)))).toBeGreaterThan(195);
    expect(alone("山".repeat(1000)).full).toBe(`${"山".repeat(60)}.webp`);
  });
});

describe("F16: letters keep their marks", () => {
  test.each([
    ["crème brûlée", "creme-brulee", "crème-brûlée"],
    ["cre\u0300me bru\u0302le\u0301e", "creme-brulee", "crème-brûlée"],
    ["Straße nach Łódź, Æsir", "Strasse-nach-Lodz-AEsir", "Straße-nach-Łódź-Æsir"],
    ["हिन्दी में चित्र", "picture", "हिन्दी-में-चित्र"],
    ["பூனை", "picture", "பூனை"],
    ["น้ำตก ที่", "picture", "น้ำตก-ที่"],
    ["مُحَمَّد في", "picture", "مُحَمَّد-في"],
    ["می\u200cخواهم", "picture", "می\u200cخواهم"],
    ["ශ්\u200dරී ලංකා", "picture", "ශ්\u200dරී-ලංකා"],
    ["I ❤️ 1️⃣ cat", "I-1-cat", "I-1\u20e3-cat"],
    ["cas\u00adtle\ufeff by\u200bnight", "castle-by-night", "castle-by-night"],
  ])("%s", (prompt, ascii, full) => {
    expect(alone(prompt)).toEqual({ ascii: `${ascii}.webp`, full: `${full}.webp` });
  });
});

describe("F16: a name that no system takes amiss", () => {
  test.each(["con", "PRN", "aux!", "Nul", "com1", "COM¹", "lpt9", "LPT²", "com³", "ＣＯＮ", "CON.", ".con"])(
    "%s is a device of Windows",
    (prompt) => {
      const { ascii, full = "" } = alone(prompt);
      for (const name of [ascii, full]) {
        expect(name).toMatch(/^picture.*\.webp$/);
        expect(name.split(".")[0]?.normalize("NFKC")).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/i);
      }
    },
  );

  test.each(["console", "com10", "a con", "auxiliary"])("%s is none", (prompt) => {
    expect(alone(prompt).ascii).toBe(`${prompt.replace(" ", "-")}.webp`);
  });

  test.each([
    ["... hidden. ", "hidden"],
    ["-rf *", "rf"],
    ["a\u202egnp.exe", "agnp-exe"],
    ["\u2066x\u2069\u200e", "x"],
    ["\u3164", "picture"],
    ["\u0301", "picture"],
    ["\ud800", "picture"],
  ])("%j", (prompt, words) => {
    expect(alone(prompt)).toEqual({ ascii: `${words}.webp`, full: `${words}.webp` });
  });
});

test("a zip is named by its site and its days", () => {
  const at = (created_at: string) => ({ created_at });
  const day = [at("2026-03-31T00:00:00.000Z")];
  expect(disposition("attachment", zipName("Flux AI", day))).toBe(
    'attachment; filename="flux-ai-2026-03-31.zip"',
  );
  expect(zipName("Flux AI", [...day, at("2026-04-01T00:00:00.000Z")])).toEqual({
    ascii: "flux-ai-2026-03-31-to-2026-04-01.zip",
  });
  expect(zipName("灯笼 & “Söhne”", day)).toEqual({
    ascii: "sohne-2026-03-31.zip",
    full: "灯笼-söhne-2026-03-31.zip",
  });
  expect(zipName("灯笼", day).ascii).toBe("pictures-2026-03-31.zip");
});
