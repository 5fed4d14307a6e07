import { Strategy } from "remix-auth/strategy";
import { log } from "~/platform/log.server";
import type { Begun } from "./begun.server";
import type { Client } from "./client";
import { clientOf } from "./client.server";
import { githubPerson } from "./github.server";
import type { Provider } from "./providers.server";
import { person, refusedWith, type Told, type Untold, untold } from "./told.server";

/** Somebody who came back from another site: the address they came by, and what their browser had kept of going there. */
export type CameBack = { url: URL; begun: Begun };

/** The strategy for one site: it finds out who somebody is there, and `verify` whose account that is here. */
export class ProviderStrategy<Result> extends Strategy<Result, Told> {
  override readonly name: string;

  constructor(
    readonly provider: Provider,
    readonly cameBack: CameBack,
    verify: (told: Told) => Promise<Result>,
  ) {
    super(verify);
    this.name = provider.id;
  }

  override async authenticate(): Promise<Result> {
    return this.verify(await this.#ask());
  }

  async #ask(): Promise<Told> {
    const { provider, cameBack } = this;
    try {
      const client = await clientOf(provider);
      return await askWho(client, provider, cameBack).catch((error) => failed(client, provider, error));
    } catch {
      return down(provider);
    }
  }
}

/** Gives the code back for what it stands for. State, `iss`, nonce and the proof of who began are checked by the library. */
async function askWho(client: Client, provider: Provider, { url, begun }: CameBack): Promise<Told> {
  const { library, configuration } = client;
  const isGitHub = provider.id === "github";
  const tokens = await library.authorizationCodeGrant(configuration, url, {
    expectedState: begun.state,
    pkceCodeVerifier: begun.verifier,
    ...(!isGitHub && { expectedNonce: begun.nonce, idTokenExpected: true }),
  });
  if (isGitHub) return person(provider, await githubPerson(client, tokens.access_token));
  const claims = tokens.claims();
  if (!claims) return untold("down");
  // Many sites put the address into the token only when nothing else can be asked for it.
  const { userinfo_endpoint } = configuration.serverMetadata();
  const said =
    claims.email === undefined && userinfo_endpoint
      ? await library.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : claims;
  return person(provider, {
    subject: claims.sub,
    email: typeof said.email === "string" ? said.email : null,
    // Some sites write it as text.
    isVerified: said.email_verified === true || (said.email_verified as unknown) === "true",
  });
}

function failed({ library }: Client, provider: Provider, error: unknown): Told {
  if (error instanceof library.AuthorizationResponseError || error instanceof library.ResponseBodyError)
    return because(provider, refusedWith(error.error));
  // What does not belong to what was begun: another state, another issuer, another nonce.
  const isAnothers = error instanceof library.ClientError && OF_ANOTHER.includes(error.code ?? "");
  return isAnothers ? untold("again") : down(provider);
}

const OF_ANOTHER = ["OAUTH_INVALID_RESPONSE", "OAUTH_JWT_CLAIM_COMPARISON_FAILED"];

function down(provider: Provider): Told {
  return because(provider, "down");
}

/** What the owner had better know is in the log, in words of ours. */
function because(provider: Provider, why: Untold): Told {
  if (why === "down") log.warn({ event: "provider_down", provider: provider.id });
  if (why === "not_ours") log.error({ event: "provider_refused", provider: provider.id });
  return untold(why);
}
