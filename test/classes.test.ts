import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { filesGitKnows } from "../scripts/git";

const files = (filesGitKnows() ?? []).filter((file) => file.startsWith("app/") && !file.includes(".test."));

async function textsOf(ending: RegExp): Promise<string> {
  const texts = await Promise.all(
    files.filter((file) => ending.test(file)).map((file) => readFile(file, "utf8")),
  );
  return texts.join("\n");
}

/** The classes that selectors of a stylesheet name. */
function styledIn(css: string): Set<string> {
  const rules = css.replaceAll(/\/\*.*?\*\//gs, "").matchAll(/([^{};]+)\{/g);
  const selectors = [...rules]
    .map(([, selector = ""]) => selector.trim())
    .filter((one) => !one.startsWith("@"));
  return new Set(
    selectors.flatMap((one) => [...one.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = ""]) => name)),
  );
}

/** The classes of elements in a page's source. One that a template ends, as `chip-${kind}`, stands by its beginning. */
function classesIn(source: string): Set<string> {
  const written = [...source.matchAll(/className=(?:"([^"]*)"|\{((?:\$\{\w+\}|[^}\n])*)\})/g)];
  const texts = written.flatMap(([, plain, computed = ""]) =>
    plain === undefined
      ? [...computed.replaceAll(/=== "[^"]*"/g, "").matchAll(/["`]([^"`]*)["`]/g)].map(
          ([, text = ""]) => text,
        )
      : [plain],
  );
  return new Set(
    texts.flatMap((text) =>
      text
        .replaceAll(/\$\{\w+\}/g, "$")
        .split(/\s+/)
        .filter(Boolean),
    ),
  );
}

test("a class that the stylesheet knows is on a page, and one that is on a page is known to it or to a script", async () => {
  const [css, pages, all] = await Promise.all([textsOf(/\.css$/), textsOf(/\.tsx$/), textsOf(/\.tsx?$/)]);
  const [styled, classes] = [styledIn(css), classesIn(pages)];
  const beginnings = [...classes].filter((name) => name.endsWith("$")).map((name) => name.slice(0, -1));
  const isUsed = (name: string) =>
    new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(all) || beginnings.some((one) => name.startsWith(one));
  const isKnown = (name: string) =>
    name.endsWith("$")
      ? [...styled].some((one) => one.startsWith(name.slice(0, -1)))
      : styled.has(name) || all.includes(`.${name}"`);
  expect([...styled].filter((name) => !isUsed(name))).toEqual([]);
  expect([...classes].filter((name) => !isKnown(name))).toEqual([]);
  expect(Math.min(styled.size, classes.size)).toBeGreaterThan(100);
});
