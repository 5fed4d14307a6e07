import { readFile, writeFile } from "node:fs/promises";
import { writeSet } from "../app/platform/text/coded-set";

/**
 * `npm run sets` writes the lists that the app only asks whether something is in them as sets of a few bits a word: as
 * texts they were 65 KB of the compressed Worker, as sets they are 24. Tests see to it that they are of these very lists.
 */
const LISTS = [
  { list: "app/accounts/welcome/disposable-domains.txt", header: 0 },
  // Its first line says where it is from.
  { list: "app/accounts/weak-passwords/common-passwords.txt", header: 1 },
];

for (const { list, header } of LISTS) {
  const words = (await readFile(list, "utf8")).trim().split(/\n+/).slice(header);
  const { count, base64 } = writeSet(words);
  await writeFile(
    list.replace(".txt", ".ts"),
    [
      'import type { CodedSet } from "~/platform/text/coded-set";',
      "",
      "/** Written by `npm run sets` from the list of the same name. */",
      `export const ${list.includes("domains") ? "DISPOSABLE_DOMAINS" : "COMMON_PASSWORDS"}: CodedSet = {`,
      `  count: ${count},`,
      `  base64:`,
      `    "${base64}",`,
      "};",
      "",
    ].join("\n"),
  );
}
