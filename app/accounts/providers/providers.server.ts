import type { Settings } from "~/platform/settings.server";

/** Another site that says who somebody is. */
export type Provider = {
  /** The name in our addresses. */
  id: "google" | "github" | "oidc";
  /** The name on pages. */
  name: string;
  /** What the site calls itself: with its own name for a person it is who somebody is. */
  issuer: string;
  clientId: string;
  clientSecret: string;
};

const GOOGLE = "https://accounts.google.com";

/** The sites by which people may sign in, as the owner has set them. */
export function providersOf(settings: Settings): Provider[] {
  const { GITHUB_URL, OIDC_ISSUER, OIDC_NAME } = settings;
  return [
    provider("google", "Google", GOOGLE, settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET),
    provider(
      "github",
      "GitHub",
      githubIssuer(GITHUB_URL),
      settings.GITHUB_CLIENT_ID,
      settings.GITHUB_CLIENT_SECRET,
    ),
    provider(
      "oidc",
      OIDC_NAME ?? hostOf(OIDC_ISSUER),
      OIDC_ISSUER,
      settings.OIDC_CLIENT_ID,
      settings.OIDC_CLIENT_SECRET,
    ),
  ].filter((known) => known !== null);
}

export function providerOf(settings: Settings, id: string | undefined): Provider | null {
  return providersOf(settings).find((provider) => provider.id === id) ?? null;
}

function provider(
  id: Provider["id"],
  name: string,
  issuer: string | undefined,
  clientId: string | undefined,
  clientSecret: string | undefined,
): Provider | null {
  return issuer && clientId && clientSecret ? { id, name, issuer, clientId, clientSecret } : null;
}

/** GitHub's own name for the part of it that signs people in. */
function githubIssuer(url: string): string {
  return `${url.replace(/\/$/, "")}/login/oauth`;
}

function hostOf(issuer: string | undefined): string {
  return issuer ? new URL(issuer).host : "";
}

/** What pages are told of a site. */
export type ProviderName = Pick<Provider, "id" | "name">;

export function providerNames(settings: Settings): ProviderName[] {
  return providersOf(settings).map(({ id, name }) => ({ id, name }));
}
