import * as z from "zod";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** An address of another site: https, or plain http on this very machine. */
export const SiteUrl = z.url().refine(
  (text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === "https:" || (protocol === "http:" && LOOPBACK.includes(hostname));
  },
  { error: "is not https://…" },
);

/** What each of the sites needs by which people may sign in; none is needed where nothing of it is set. */
const OF_EACH = [
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
] as const;

type OfProviders = Partial<Record<(typeof OF_EACH)[number][number], string | undefined>>;

export function providersAreWhole(settings: OfProviders, context: z.RefinementCtx): void {
  for (const names of OF_EACH) {
    const [known] = names.filter((name) => settings[name] !== undefined);
    if (known === undefined) continue;
    for (const name of names)
      if (settings[name] === undefined)
        context.addIssue({ code: "custom", path: [name], message: `is not set, and ${known} is` });
  }
}
