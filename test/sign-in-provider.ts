import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Configuration, Provider } from "oidc-provider";

/** Somebody at the provider, and what it says of their address. */
export type Someone = { email?: string; verified?: boolean };

export const CLIENT = { id: "flux-of-the-tests", secret: "a secret of the tests" };

/**
 * A real OpenID Connect provider on loopback (npm oidc-provider). Whoever comes chooses which of `people` they are, or says
 * no. `origin` is where the app is, which is known only after the app knows its issuer.
 */
export async function startProvider(origin: () => string) {
  const people = new Map<string, Someone>();
  const { server, url: issuer } = await listening();
  let provider: Provider | undefined;
  const known = () => {
    provider ??= new Provider(issuer, configuration(people, `${origin()}/login/with/oidc/callback`));
    return provider;
  };
  let isIll = false;
  server.on("request", (request, response) => {
    if (isIll) response.writeHead(500).end("ill");
    else if (request.url?.startsWith("/interaction/"))
      interact(known(), [...people.keys()], request, response);
    else known().callback()(request, response);
  });
  return {
    ...{ issuer, people },
    /** From now on it answers nobody, or does again. */
    beIll: (ill: boolean) => {
      isIll = ill;
    },
    stop: () => closed(server),
  };
}

export type SignInProvider = Awaited<ReturnType<typeof startProvider>>;

function configuration(people: Map<string, Someone>, comeBackTo: string): Configuration {
  return {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [comeBackTo] }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    conformIdTokenClaims: true,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ["of-the-tests"] },
    findAccount: (_, accountId) => {
      const someone = people.get(accountId);
      if (!someone) return undefined;
      const { email, verified } = someone;
      return {
        accountId,
        claims: () => ({ sub: accountId, ...(email && { email, email_verified: verified ?? false }) }),
      };
    },
    // Nobody is asked whether the app may know their address: that they came is their word.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  };
}

/** The page on which people say who they are: plain links, the last of which says no. */
async function interact(
  provider: Provider,
  people: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chosen = new URL(request.url ?? "/", "http://localhost").searchParams.get("as");
  if (chosen === null) {
    const links = [...people, "no"].map(
      (who) => `<p><a href="?as=${encodeURIComponent(who)}">${who}</a></p>`,
    );
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end(`<title>Who are you?</title><h1>Who are you?</h1>${links.join("")}`);
    return;
  }
  const result = chosen === "no" ? { error: "access_denied" } : { login: { accountId: chosen } };
  await provider.interactionFinished(request, response, result);
}

/** An HTTP server on a free port of this machine. */
export async function listening(): Promise<{ server: Server; url: string }> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}

export function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
