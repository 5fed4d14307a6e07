import { expect, test } from "vitest";
import { DEFAULT_LANGUAGE, LANGUAGES } from "~/platform/text/languages";
import { languageOf, preferred } from "./language.server";

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

test("F29: a third language is chosen for its browsers as soon as it is in the list", () => {
  const three = {
    ...LANGUAGES,
    sr: { name: "Српски", askedAs: ["sr", "sh"], direction: "ltr" },
    fa: { name: "فارسی", askedAs: ["fa"], direction: "rtl" },
  } as const;
  const chosen = (header: string) =>
    preferred(new Request("http://localhost/", { headers: { "Accept-Language": header } }), three);
  expect(["fa-IR,fa;q=0.9,en;q=0.8", "sh", "sr-Latn-RS", "de,zh-TW;q=0.5", "de"].map(chosen)).toEqual([
    ...["fa", "sr", "sr", "zh-Hans", undefined],
  ]);
});

test("F29: every language says how browsers ask for it, and each of those leads to it", () => {
  for (const [tag, { askedAs }] of Object.entries(LANGUAGES))
    for (const range of askedAs) expect(asked({ "Accept-Language": range })).toBe(tag);
  expect(asked({ "Accept-Language": "de" })).toBe(DEFAULT_LANGUAGE);
});

test.each([
  ["zh-TW", "zh-Hans"],
  ["zh-Hant", "zh-Hans"],
  ["zh", "zh-Hans"],
  ["zh-CN", "zh-Hans"],
  ["en-GB", "en"],
  ["de", "en"],
])("F29: %s goes on reading %s", (preferred, language) => {
  expect(asked({ "Accept-Language": preferred })).toBe(language);
});
