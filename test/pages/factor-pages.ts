import type { App } from "../app";
import { codeAt } from "../authenticator";
import { Device } from "../device";
import { Visitor } from "../visitor";
import { joined } from "./cast";
import type { Add, Extras } from "./catalogue";

const PASSWORD = "correct horse";
const EMAIL = "protected@example.com";
const FACTOR = "/account/factor";
const PASSKEYS = "/account/passkeys";

/** The pages of the second factor and of passkeys, of somebody who has neither and of somebody who has both. */
export function addFactorPages(add: Add, { app, member }: { app: App; member: Visitor }): void {
  const posting =
    (visitor: Visitor, fields: Record<string, string>): Extras["answer"] =>
    (path, headers) =>
      visitor.post(path, fields, headers);
  const nothing = { status: 422, answer: posting(member, {}) };
  const begin = once(() => member.post(FACTOR, { current_password: PASSWORD }));
  add("second factor, off", member, FACTOR);
  add("second factor, no password", member, FACTOR, nothing);
  add("second factor, set up", member, async () => (await begin()) && `${FACTOR}/set-up`);
  add("passkeys, none", member, PASSKEYS);
  add("passkeys, no password", member, PASSKEYS, nothing);

  const own = new Visitor(app);
  const both = once(() => protect(app, own));
  add("second factor, on", own, async () => (await both()) && FACTOR);
  add("second factor, too late", own, async () => (await both()) && `${FACTOR}/set-up`);
  add("passkeys", own, async () => (await both()) && PASSKEYS);
  add("passkeys, one", own, async () => `${PASSKEYS}/${await both()}`);
  const asked = new Visitor(app);
  const ask = once(async () => {
    await both();
    await asked.get("/login");
    return asked.post("/login", { email: EMAIL, password: PASSWORD });
  });
  const noScripts = { sendsNoScripts: true };
  add("a code is asked for", asked, async () => (await ask()) && "/login/code", noScripts);
  add(
    "a code is asked for, one on paper",
    asked,
    async () => (await ask()) && "/login/code?recovery",
    noScripts,
  );
  add("a code is asked for, none", asked, async () => (await ask()) && "/login/code", {
    ...{ ...noScripts, status: 422 },
    answer: posting(asked, { code: "12" }),
  });
}

/** Sets up a second factor and a passkey for somebody new. @returns the id of the passkey. */
async function protect(app: App, visitor: Visitor): Promise<string> {
  visitor.cookie = (await joined(app, EMAIL.split("@")[0] ?? "")).cookie;
  await visitor.post(FACTOR, { current_password: PASSWORD });
  const secret = (await visitor.html(`${FACTOR}/set-up`)).match(/class="secret">([^<]+)/)?.[1] ?? "";
  await visitor.post(`${FACTOR}/set-up`, { code: codeAt(secret) });
  const html = await (await visitor.post(PASSKEYS, { current_password: PASSWORD })).text();
  const options = html.match(/data-options="([^"]+)"/)?.[1]?.replaceAll("&quot;", '"') ?? "";
  const device = new Device(app.url.origin);
  await visitor.post(PASSKEYS, { passkey: await device.make(JSON.parse(options)) });
  return device.id;
}

/** Does something the first time, and then only says again what came of it. */
function once<Result>(does: () => Promise<Result>): () => Promise<Result> {
  let done: Promise<Result> | undefined;
  return () => (done ??= does());
}
