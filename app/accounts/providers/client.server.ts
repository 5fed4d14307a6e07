import type { ServerMetadata } from "openid-client";
import { MINUTE } from "~/platform/clock.server";
import type { Client } from "./client";
import { failingAsOthersDo, githubMetadata } from "./github.server";
import { ANSWER_WITHIN_SECONDS, METADATA_MINUTES } from "./limits";
import type { Provider } from "./providers.server";

/** What sites say of their own addresses; by isolate, since it is the same for everybody. */
const known = new Map<string, { metadata: ServerMetadata; until: number }>();

/**
 * The library, configured for a site. It comes with the first request that needs it: most never do.
 * @throws what the library throws when the site does not say where it is to be asked.
 */
export async function clientOf(provider: Provider): Promise<Client> {
  const library = await import("openid-client");
  const metadata = await metadataOf(library, provider);
  const configuration = new library.Configuration(
    metadata,
    provider.clientId,
    undefined,
    authentication(library, metadata, provider),
  );
  configuration.timeout = ANSWER_WITHIN_SECONDS;
  if (provider.issuer.startsWith("http:")) library.allowInsecureRequests(configuration);
  if (provider.id === "github") configuration[library.customFetch] = failingAsOthersDo;
  return { library, configuration };
}

async function metadataOf(library: Client["library"], provider: Provider): Promise<ServerMetadata> {
  if (provider.id === "github") return githubMetadata(provider.issuer);
  const before = known.get(provider.issuer);
  if (before && before.until > Date.now()) return before.metadata;
  const found = await library.discovery(new URL(provider.issuer), provider.clientId, undefined, undefined, {
    timeout: ANSWER_WITHIN_SECONDS,
    ...(provider.issuer.startsWith("http:") && { execute: [library.allowInsecureRequests] }),
  });
  const { supportsPKCE: _, ...metadata } = found.serverMetadata();
  known.set(provider.issuer, { metadata, until: Date.now() + METADATA_MINUTES * MINUTE });
  return metadata;
}

/** The secret goes in the header, which is the standard's own way, unless the site takes it in the body only. */
function authentication(library: Client["library"], metadata: ServerMetadata, { clientSecret }: Provider) {
  const ways = metadata.token_endpoint_auth_methods_supported;
  return ways && !ways.includes("client_secret_basic")
    ? library.ClientSecretPost(clientSecret)
    : library.ClientSecretBasic(clientSecret);
}
