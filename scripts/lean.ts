import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

/**
 * Parts of packages that the Worker never calls, and that their own code names, so that no bundler can tell: what is in
 * these files is there by name, and does nothing. The tests run on this build.
 */
const NEVER_CALLED = [
  // Stripe's client has a class for each kind of thing; the shop asks for sessions, refunds and disputes.
  /\/stripe\/esm\/resources\/(?!Checkout\/|(Refunds|Disputes)\.js)/,
  /\/stripe\/esm\/(resources|OAuth|StripeEventNotificationHandler)\.js/,
  // Kysely changes schemas too; ours are changed by migrations.
  /\/kysely\/dist\/esm\/(schema|plugin\/with-schema)\//,
  /\/kysely\/dist\/esm\/dialect\/sqlite\/sqlite-introspector\.js/,
  // Zod describes its schemas as JSON.
  /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js/,
  // openid-client opens encrypted tokens where it is told to.
  /\/jose\/dist\/webapi\/jwe\/compact\/decrypt\.js/,
];

const NOTHING = "\0nothing";

/** Leaves these parts out of the Worker. */
export function lean(): Plugin {
  return {
    name: "lean",
    enforce: "pre",
    applyToEnvironment: ({ name }) => name === "ssr",
    resolveId: (id) => (id === NOTHING ? id : null),
    async load(id) {
      if (id === NOTHING) return "export default function nothing() {}";
      if (!NEVER_CALLED.some((pattern) => pattern.test(id))) return null;
      const names = namesIn(await readFile(id, "utf8"));
      return names.map((name) => `export { default as ${name} } from "${NOTHING}";`).join("\n");
    },
  };
}

/** What a module gives to others. */
function namesIn(code: string): string[] {
  const declared = code.matchAll(/^export (?:async )?(?:class|function\*?|const|let|var) (\w+)/gm);
  const listed = code.matchAll(/^export \{([^}]*)\}/gm);
  return [
    ...Array.from(declared, ([, name]) => name ?? ""),
    ...Array.from(listed, ([, names]) => names?.split(",") ?? [])
      .flat()
      .map((name) => name.trim().split(" as ").pop() ?? "")
      .filter(Boolean),
  ];
}
