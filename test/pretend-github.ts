import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { closed, listening } from "./sign-in-provider";

export type GitHubPerson = { id: number; emails: { email: string; primary: boolean; verified: boolean }[] };

export const GITHUB_CLIENT = { id: "Iv1.of-the-tests", secret: "github's secret of the tests" };

type Grant = { person: GitHubPerson; scope: string; challenge: string; redirectUri: string };

/**
 * A stand-in for GitHub, as its documentation has it in November 2026: a refusal of a code is an answer of 200; without
 * `Accept: application/json` it speaks in form fields; its API wants to know the program that asks, and shows
 * addresses to whoever has the scope for them only. `visiting` is who sits at the browser; null says no.
 */
export async function startPretendGitHub(origin: () => string) {
  const { server, url } = await listening();
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, Grant>();
  let visiting: GitHubPerson | null = null;

  const authorize = ({ searchParams: asked }: URL, response: ServerResponse) => {
    const redirectUri = asked.get("redirect_uri") ?? "";
    const isKnown = asked.get("client_id") === GITHUB_CLIENT.id;
    if (!isKnown || redirectUri !== `${origin()}/login/with/github/callback`)
      return end(response, 404, "Not Found");
    const to = new URL(redirectUri);
    to.searchParams.set("state", asked.get("state") ?? "");
    if (visiting) {
      const code = randomUUID();
      const challenge = asked.get("code_challenge") ?? "";
      codes.set(code, { person: visiting, scope: asked.get("scope") ?? "", challenge, redirectUri });
      to.searchParams.set("code", code);
    } else to.searchParams.set("error", "access_denied");
    response.writeHead(302, { Location: to.href }).end();
  };

  const accessToken = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await textOf(request));
    const grant = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const error = refusal(form, grant);
    const token = `gho_${randomUUID()}`;
    if (grant && !error) tokens.set(token, grant);
    const fields: Record<string, string> = error
      ? { error }
      : { access_token: token, token_type: "bearer", scope: grant?.scope ?? "" };
    const isJson = request.headers.accept?.includes("json");
    end(response, 200, isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString(), isJson);
  };

  const api = (path: string, request: IncomingMessage, response: ServerResponse) => {
    const grant = tokens.get(request.headers.authorization?.replace(/^(bearer|token) /i, "") ?? "");
    if (!request.headers["user-agent"])
      return end(response, 403, "Request forbidden by administrative rules.");
    if (!grant) return end(response, 401, '{"message":"Bad credentials"}', true);
    if (path === "/user")
      return end(response, 200, JSON.stringify({ id: grant.person.id, email: null }), true);
    const isSeen = path === "/user/emails" && grant.scope.split(/[ ,]/).includes("user:email");
    if (!isSeen) return end(response, 404, '{"message":"Not Found"}', true);
    end(response, 200, JSON.stringify(grant.person.emails), true);
  };

  server.on("request", (request, response) => {
    const asked = new URL(request.url ?? "/", url);
    if (asked.pathname === "/login/oauth/authorize") authorize(asked, response);
    else if (asked.pathname === "/login/oauth/access_token" && request.method === "POST")
      void accessToken(request, response);
    else if (asked.pathname.startsWith("/api/v3/"))
      api(asked.pathname.replace("/api/v3", ""), request, response);
    else end(response, 404, "Not Found");
  });
  return {
    url,
    visit: (person: GitHubPerson | null) => {
      visiting = person;
    },
    stop: () => closed(server),
  };
}

function refusal(form: URLSearchParams, grant: Grant | undefined): string | null {
  if (form.get("client_id") !== GITHUB_CLIENT.id || form.get("client_secret") !== GITHUB_CLIENT.secret)
    return "incorrect_client_credentials";
  const verifier = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (!grant || (grant.challenge && grant.challenge !== verifier)) return "bad_verification_code";
  return form.get("redirect_uri") === grant.redirectUri ? null : "redirect_uri_mismatch";
}

function end(response: ServerResponse, status: number, body: string, isJson = false): void {
  response.writeHead(status, { "Content-Type": isJson ? "application/json" : "text/plain" }).end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += part;
  return text;
}
