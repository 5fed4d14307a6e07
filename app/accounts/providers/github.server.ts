import type { Configuration, CustomFetch } from "openid-client";
import * as z from "zod";
import type { Client } from "./client";

/** GitHub says who somebody is by an API of its own, and nowhere what its addresses are. */
export function githubMetadata(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/access_token`,
    token_endpoint_auth_methods_supported: ["client_secret_post"],
  };
}

/** GitHub answers 200 to a code that it refuses. Here such an answer fails as it does at every other site. */
export async function failingAsOthersDo(...[url, options]: Parameters<CustomFetch>): Promise<Response> {
  const response = await fetch(url, options as RequestInit);
  if (response.status !== 200) return response;
  const text = await response.text();
  const status = Refusal.safeParse(asJson(text)).success ? 400 : 200;
  return new Response(text, { status, headers: response.headers });
}

const Refusal = z.object({ error: z.string() });
const Person = z.object({ id: z.number().int() });
const Addresses = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** Who somebody is: GitHub's number for them, and their first address. @throws when GitHub does not say. */
export async function githubPerson({ library, configuration }: Client, accessToken: string) {
  const api = apiOf(configuration);
  // GitHub answers only who names an app; its id there is one.
  const { client_id } = configuration.clientMetadata();
  const ask = async (path: string) => {
    const response = await library.fetchProtectedResource(
      configuration,
      accessToken,
      new URL(api + path),
      "GET",
      undefined,
      new Headers({ Accept: "application/vnd.github+json", "User-Agent": client_id }),
    );
    if (!response.ok) throw new Error("GitHub does not say who it is.");
    return response.json();
  };
  const [person, addresses] = await Promise.all([ask("/user"), ask("/user/emails")]);
  const first = Addresses.parse(addresses).find(({ primary }) => primary);
  return {
    subject: String(Person.parse(person).id),
    email: first?.email ?? null,
    isVerified: first?.verified ?? false,
  };
}

/** The API has a host of its own at github.com, and a path on a GitHub of one's own. */
function apiOf(configuration: Configuration): string {
  const { origin } = new URL(configuration.serverMetadata().issuer);
  return origin === "https://github.com" ? "https://api.github.com" : `${origin}/api/v3`;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
