import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { CLIENT, type SignInProvider, type Someone, startProvider } from "./sign-in-provider";
import { Visitor } from "./visitor";

let app: App;
let provider: SignInProvider;

beforeAll(async () => {
  provider = await startProvider(() => app.url.origin);
  app = await startApp({
    ...{ OIDC_ISSUER: provider.issuer, OIDC_NAME: "Example House" },
    ...{ OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
  });
});
afterAll(async () => {
  await app?.stop();
  await provider?.stop();
});

/** Somebody at the provider, whose address it has verified. */
function someone(of: Someone = {}): { subject: string; email: string } {
  const subject = `subject-${crypto.randomUUID()}`;
  const email = of.email ?? `${subject}@example.com`;
  provider.people.set(subject, { verified: true, ...of, email });
  return { subject, email };
}

/** Where an answer leads. */
const wayOf = (answer: Response) => answer.headers.get("Location") ?? "";

/** Goes through the provider's own pages as somebody, and returns the address that it sends them back to. */
async function through(address: string, subject: string): Promise<string> {
  const outside = new Visitor({ url: new URL(provider.issuer) });
  let to = address;
  while (to.startsWith(provider.issuer)) {
    const answer = await outside.get(to.includes("/interaction/") ? `${to}?as=${subject}` : to);
    to = new URL(wayOf(answer), provider.issuer).href;
  }
  return to;
}

/** Signs in by the provider, from the link on a page of ours to the page after. */
async function signIn(visitor: Visitor, subject: string, search = ""): Promise<Response> {
  const started = await visitor.get(`/login/with/oidc${search}`);
  expect(started.status).toBe(303);
  return visitor.get(await through(wayOf(started), subject));
}

describe("somebody new", () => {
  test("comes by a plain link, has an account, credits and the page they wanted", async () => {
    const visitor = new Visitor(app);
    const { subject, email } = someone();
    expect(await visitor.html("/login?redirectTo=/credits")).toContain(
      'href="/login/with/oidc?redirectTo=/credits" rel="nofollow">Continue with Example House</a>',
    );
    const answer = await signIn(visitor, subject, "?redirectTo=/credits");
    expect([answer.status, wayOf(answer)]).toEqual([303, "/credits"]);
    expect(await visitor.balance()).toBe(10);
    expect(await visitor.html("/account")).toContain(email);
  });
});
