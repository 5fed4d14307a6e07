import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { micromark } from "micromark";
import type { Plugin } from "vite";
import { LANGUAGE_KEYS } from "../app/platform/text/languages";
import { TEXT_KINDS, type Texts } from "../app/site/texts";

const ID = "virtual:own-files";

/**
 * What whoever runs a site has put beside the code: their texts, as HTML, and whether they have a logo. Texts are
 * Markdown without HTML in it, which is written as what it is; `SITE_TEXTS` names another folder, for tests.
 */
export function ownFiles(
  texts = process.env.SITE_TEXTS ?? "app/site/texts",
  logo = "public/logo.svg",
): Plugin {
  return {
    name: "own-files",
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) =>
      id === `\0${ID}`
        ? `export const texts = ${JSON.stringify(textsIn(texts))};\nexport const hasLogo = ${existsSync(logo)};`
        : undefined,
  };
}

/** The texts of a folder that has one for each language. @throws for a file that no page would show. */
export function textsIn(folder: string): Texts {
  const texts: Texts = {};
  for (const path of existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()
    : []) {
    if (!path.endsWith(".md")) continue;
    const [named = "", file = "", ...deeper] = path.split(/[\\/]/);
    const language = LANGUAGE_KEYS.find((key) => key.toLowerCase() === named);
    const kind = TEXT_KINDS.find((one) => file === `${one}.md`);
    if (!language || !kind || deeper.length > 0)
      throw new Error(`${join(folder, path)} is shown nowhere: texts are ${PLACES}.`);
    texts[language] = { ...texts[language], [kind]: micromark(readFileSync(join(folder, path), "utf8")) };
  }
  return texts;
}

const PLACES = `{${LANGUAGE_KEYS.map((key) => key.toLowerCase())}}/{${TEXT_KINDS}}.md`;
