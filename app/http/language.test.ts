import { expect, test } from "vitest";
import { languageOf } from "./language.server";

function asked(headers: Record<string, string>, path = "/"): string {
  return languageOf(new Request(`http://localhost${path}`, { headers }));
}

test.each([
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"],
  ["zh-TW", "zh-Hans"],
  ["zh-Hans-SG", "zh-Hans"],
  ["en-GB,en;q=0.9,zh;q=0.8", "en"],
  ["de-DE,de;q=0.9,zh;q=0.5,en;q=0.4", "zh-Hans"],
  ["de-DE,de;q=0.9", "en"],
  ["zh;q=0,en;q=0.1", "en"],
  ["*", "en"],
  ["", "en"],
  ["\\ ;q=x,,,=", "en"],
  ["x".repeat(10_000), "en"],
])("a browser that prefers %.40s reads %s", (preferred, language) => {
  expect(asked({ "Accept-Language": preferred })).toBe(language);
});

test("what was chosen goes before what the browser prefers, and the address before both", () => {
  const preferred = { "Accept-Language": "en" };
  const chosen = { ...preferred, Cookie: "session=x; language=zh-Hans; theme=dark" };
  expect(asked(chosen)).toBe("zh-Hans");
  expect(asked(chosen, "/?lang=en")).toBe("en");
  expect(asked(chosen, "/?lang=fr")).toBe("zh-Hans");
  for (const cookie of [
    "language=fr",
    "language=",
    "mylanguage=zh-Hans",
    "language=zh-Hans%00",
    "language=__proto__",
  ])
    expect(asked({ ...preferred, Cookie: cookie })).toBe("en");
});
