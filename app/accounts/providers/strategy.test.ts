import { afterEach, describe, expect, test, vi } from "vitest";
import type { Begun } from "./begun.server";
import type { Provider } from "./providers.server";
import { ProviderStrategy } from "./strategy.server";
import type { Told } from "./told.server";

const ISSUER = "https://site.example";
const site: Provider = { id: "oidc", name: "Site", issuer: ISSUER, clientId: "us", clientSecret: "secret" };
const github: Provider = { ...site, id: "github", issuer: "https://github.com/login/oauth" };
const begun: Begun = {
  ...{ provider: "oidc", state: "the-state", nonce: "the-nonce", verifier: "v".repeat(43) },
  ...{ to: "/", invite: null, draft: null, addTo: null, until: 0 },
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Answers each address as the other site would; whatever else is asked for is refused. */
function answering(answers: Record<string, unknown>): Request[] {
  const asked: Request[] = [];
  vi.stubGlobal("fetch", async (to: string, options: RequestInit) => {
    asked.push(new Request(to, { method: options.method ?? "GET", headers: options.headers ?? {} }));
    const { pathname } = new URL(to);
    const answer = answers[pathname];
    if (answer === undefined) throw new Error("Network connection lost.");
    return answer instanceof Response ? answer.clone() : Response.json(answer);
  });
  return asked;
}

function comeBack(provider: Provider, search = "code=c&state=the-state"): Promise<Told> {
  vi.spyOn(console, "warn").mockReturnValue();
  vi.spyOn(console, "error").mockReturnValue();
  const url = new URL(`https://flux.example/login/with/${provider.id}/callback?${search}`);
  return new ProviderStrategy(provider, { url, begun }, async (told) => told).authenticate();
}

const encoded = (part: object) =>
  btoa(JSON.stringify(part)).replace(/=+$/, "").replace(/\+/g, "-").replace(/\//g, "_");

/** A token as the site's own server gives it, over TLS: who signed it is known by that. */
function tokens(claims: object) {
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: ISSUER, aud: "us", sub: "somebody", nonce: "the-nonce", iat: now, exp: now + 60 };
  const id_token = `${encoded({ alg: "RS256" })}.${encoded({ ...usual, ...claims })}.${btoa("signature")}`;
  return { access_token: "a", token_type: "Bearer", id_token };
}

const METADATA = {
  ...{ issuer: ISSUER, authorization_endpoint: `${ISSUER}/authorize`, token_endpoint: `${ISSUER}/token` },
  ...{ userinfo_endpoint: `${ISSUER}/me`, jwks_uri: `${ISSUER}/jwks` },
};
const speaking = (claims: object, more: object = {}) => ({
  "/.well-known/openid-configuration": METADATA,
  ...{ "/token": tokens(claims), ...more },
});

describe("what another site says of somebody", () => {
  test.each<[claims: object, isVerified: boolean]>([
    [{ email: "a@b.example", email_verified: true }, true],
    [{ email: "a@b.example", email_verified: "true" }, true],
    [{ email: "a@b.example", email_verified: false }, false],
    [{ email: "a@b.example" }, false],
  ])("%j", async (claims, isVerified) => {
    answering(speaking(claims));
    const person = { issuer: ISSUER, subject: "somebody", email: "a@b.example", isVerified };
    expect(await comeBack(site)).toEqual({ kind: "person", person });
  });

  test("the address is asked for where the token has none, and is that very person's", async () => {
    answering(speaking({}, { "/me": { sub: "somebody", email: "a@b.example", email_verified: true } }));
    expect(await comeBack(site)).toMatchObject({ person: { email: "a@b.example", isVerified: true } });
    answering(speaking({}, { "/me": { sub: "another", email: "c@d.example", email_verified: true } }));
    expect(await comeBack(site)).toMatchObject({ kind: "untold" });
  });

  test.each<[what: string, claims: object]>([
    ["of another sign-in", { nonce: "another" }],
    ["without the sign-in's mark", { nonce: undefined }],
    ["for another site", { aud: "them" }],
    ["of another issuer", { iss: "https://evil.example" }],
    ["of yesterday", { exp: 1 }],
    ["of nobody", { sub: undefined }],
  ])("a token %s lets nobody in", async (_, claims) => {
    answering(speaking({ email: "a@b.example", email_verified: true, ...claims }));
    expect(await comeBack(site)).toMatchObject({ kind: "untold" });
  });

  test.each<[answer: unknown, why: string]>([
    [Response.json({ error: "invalid_grant" }, { status: 400 }), "again"],
    [Response.json({ error: "invalid_client" }, { status: 401 }), "not_ours"],
    [new Response("ill", { status: 502 }), "down"],
    [new Response("<html>", { headers: { "Content-Type": "text/html" } }), "down"],
    [undefined, "down"],
  ])("a site that answers otherwise is told apart: %#", async (answer, why) => {
    answering(speaking({}, { "/token": answer }));
    expect(await comeBack(site)).toEqual({ kind: "untold", why });
  });

  test.each([
    ["error=access_denied&state=the-state", "denied"],
    ["error=temporarily_unavailable&state=the-state", "down"],
    ["error=unauthorized_client&state=the-state", "not_ours"],
    ["error=access_denied&state=another", "again"],
  ])("and so is what it sends people back with: %s", async (search, why) => {
    answering(speaking({}));
    expect(await comeBack(site, search)).toEqual({ kind: "untold", why });
  });

  test.each([
    ["bad_verification_code", "again"],
    ["incorrect_client_credentials", "not_ours"],
  ])("GitHub refuses with %s in an answer of 200", async (error, why) => {
    const asked = answering({ "/login/oauth/access_token": { error } });
    expect(await comeBack(github)).toEqual({ kind: "untold", why });
    expect(asked.map(({ headers }) => headers.get("Accept"))).toEqual(["application/json"]);
  });
});
