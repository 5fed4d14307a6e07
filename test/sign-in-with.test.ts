import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { GITHUB_CLIENT, startPretendGitHub } from "./pretend-github";
import { CLIENT, type SignInProvider, type Someone, startProvider } from "./sign-in-provider";
import { Visitor } from "./visitor";

const PASSWORD = "correct horse";
/** The name of a passkey. */
const KEY = "a-key-of-the-tests";

let app: App;
let provider: SignInProvider;
let github: Awaited<ReturnType<typeof startPretendGitHub>>;

beforeAll(async () => {
  const origin = () => app.url.origin;
  [provider, github] = await Promise.all([startProvider(origin), startPretendGitHub(origin)]);
  app = await startApp({
    ...{ OIDC_ISSUER: provider.issuer, OIDC_NAME: "Example House" },
    ...{ OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
    ...{
      GITHUB_URL: github.url,
      GITHUB_CLIENT_ID: GITHUB_CLIENT.id,
      GITHUB_CLIENT_SECRET: GITHUB_CLIENT.secret,
    },
  });
});
afterAll(async () => {
  await app?.stop();
  await Promise.all([provider?.stop(), github?.stop()]);
});

/** Somebody at the provider, whose address it has verified unless it is said otherwise. */
function someone(of: Someone = {}): { subject: string; email: string } {
  const subject = `subject-${crypto.randomUUID()}`;
  const email = of.email ?? `${subject}@example.com`;
  provider.people.set(subject, { verified: true, ...of, email });
  return { subject, email };
}

const wayOf = (answer: Response) => answer.headers.get("Location") ?? "";

/** Goes through the pages of another site as somebody, and returns the address to which it sends them back. */
async function through(address: string, subject = ""): Promise<string> {
  const { origin } = new URL(address);
  const outside = new Visitor({ url: new URL(origin) });
  let to = address;
  while (to.startsWith(origin)) {
    const answer = await outside.get(to.includes("/interaction/") ? `${to}?as=${subject}` : to);
    to = new URL(wayOf(answer), origin).href;
  }
  return to;
}

/** Where somebody comes back to who follows the link on our page. */
async function cameBack(visitor: Visitor, subject: string, search = ""): Promise<string> {
  return through(wayOf(await visitor.get(`/login/with/oidc${search}`)), subject);
}

async function signIn(visitor: Visitor, subject: string, search = ""): Promise<Response> {
  return visitor.get(await cameBack(visitor, subject, search));
}

const isSignedIn = async (visitor: Visitor) => (await visitor.get("/history")).status === 200;
const signsIn = async (email: string, password = PASSWORD) =>
  (await new Visitor(app).post("/login", { email, password })).status === 303;

describe("a site that does not answer", () => {
  test("before anybody leaves for it, or when they come back, is a page that says so", async () => {
    const visitor = new Visitor(app);
    provider.beIll(true);
    const away = await visitor.get("/login/with/oidc");
    expect([away.status, away.headers.get("Retry-After")]).toEqual([503, "10"]);
    expect(await away.text()).toContain("Example House does not answer");
    provider.beIll(false);
    const back = await cameBack(visitor, someone().subject);
    provider.beIll(true);
    const answer = await visitor.get(back);
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining("does not answer")]);
    provider.beIll(false);
    expect(await isSignedIn(visitor)).toBe(false);
  });

  test("and no address of ours for a site that is not set up", async () => {
    for (const path of ["/login/with/google", "/login/with/google/callback", "/login/with/x"])
      expect((await new Visitor(app).get(path)).status).toBe(404);
  });
});

describe("somebody new", () => {
  test("comes by a plain link, has an account, credits and the page they wanted, and comes again", async () => {
    const visitor = new Visitor(app);
    const { subject, email } = someone();
    expect(await visitor.html("/login?redirectTo=/credits")).toContain(
      'href="/login/with/oidc?redirectTo=/credits" rel="nofollow">Continue with Example House</a>',
    );
    const began = await visitor.get("/login/with/oidc?redirectTo=/credits");
    const asked = new URL(wayOf(began)).searchParams;
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(began.headers.get("Cache-Control")).toContain("no-store");
    const answer = await visitor.get(await through(wayOf(began), subject));
    expect([answer.status, wayOf(answer)]).toEqual([303, "/credits"]);
    expect(await visitor.balance()).toBe(10);
    expect(await visitor.html("/account")).toContain(email);

    const elsewhere = new Visitor(app);
    expect(wayOf(await signIn(elsewhere, subject, "?redirectTo=//evil.test"))).toBe("/");
    expect(await elsewhere.html("/account")).toContain(email);
    expect(await signsIn(email, "")).toBe(false);
    expect(await signsIn(email, "-")).toBe(false);
    expect(app.lines.join("\n")).not.toMatch(/code=|state=/);
  });

  test("finds in the composer what they had typed before", async () => {
    const visitor = new Visitor(app);
    const draft = new URLSearchParams({ prompt: "A kept lighthouse", ratio: "16:9" }).toString();
    const page = await (await visitor.post("/login", { draft })).text();
    expect(page).toContain('<form method="post" action="/login/with/oidc"');
    const leads = await visitor.post("/login/with/oidc", { draft });
    const to = leads.headers.get("Refresh")?.match(/^0; url=(.+)$/)?.[1] ?? "";
    expect([leads.status, new URL(to).origin]).toEqual([200, provider.issuer]);
    expect(await leads.text()).toContain("Go on to Example House");
    // The provider says no first: what was typed comes along to the next try.
    const denied = await visitor.get(await through(to, "no"));
    const said = await denied.text();
    expect([denied.status, said.includes("did not let you through")]).toEqual([403, true]);
    expect(said).toContain('value="prompt=A+kept+lighthouse');
    expect(said).toContain('href="/login/with/oidc?again"');
    const answer = await signIn(visitor, someone().subject, "?again");
    expect(wayOf(answer)).toBe("/?draft=kept");
    expect(await visitor.html("/?draft=kept")).toContain(">A kept lighthouse</textarea>");
  });
});

describe("what does not belong to what was begun is a page to begin again from, and lets nobody in", () => {
  const refusals: [what: string, change: (back: URL, visitor: Visitor) => unknown][] = [
    ["another tab began since", (_, visitor) => visitor.get("/login/with/oidc")],
    ["another state", (back) => back.searchParams.set("state", "x".repeat(43))],
    ["no state", (back) => back.searchParams.delete("state")],
    ["another issuer", (back) => back.searchParams.set("iss", "https://evil.example")],
    ["another code", (back) => back.searchParams.set("code", "x".repeat(43))],
    ["no cookie", (_, visitor) => Object.assign(visitor, { cookie: "" })],
  ];
  test.each(refusals)("%s", async (_, change) => {
    const visitor = new Visitor(app);
    const back = new URL(await cameBack(visitor, someone().subject));
    await change(back, visitor);
    const answer = await visitor.get(back.href);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("Begin once more")]);
    expect(await isSignedIn(visitor)).toBe(false);
  });

  test("somebody else's answer", async () => {
    const [victim, thief] = [new Visitor(app), new Visitor(app)];
    await victim.get("/login/with/oidc");
    const back = await cameBack(thief, someone().subject);
    expect((await victim.get(back)).status).toBe(400);
  });

  test("of five at once who come back with one answer one is let in", async () => {
    const visitor = new Visitor(app);
    const { subject, email } = someone();
    const back = await cameBack(visitor, subject);
    const { cookie } = visitor;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => Object.assign(new Visitor(app), { cookie }).get(back)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 400, 400, 400, 400]);
    const d1 = await app.database();
    const opened = await d1
      .prepare("SELECT count(*) AS n FROM sessions JOIN users ON users.id = user_id WHERE email = ?")
      .bind(email)
      .first("n");
    expect(opened).toBe(1);
  });
});

describe("an account that has the address already", () => {
  test("and never proved it is let go of by its password, or left behind", async () => {
    const [mine, theirs] = [someone(), someone()];
    const [owner, squatter] = [new Visitor(app), new Visitor(app)];
    await owner.join(mine.email);
    await squatter.join(theirs.email);

    const visitor = new Visitor(app);
    const asks = wayOf(await signIn(visitor, mine.subject, "?redirectTo=/credits"));
    expect(asks).toBe("/login/with/oidc/whose");
    expect(await visitor.html(asks)).toContain("Is this your account?");
    const wrong = await visitor.post(asks, { do: "mine", current_password: "wrong" });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("not your password")]);
    expect(wayOf(await visitor.post(asks, { do: "mine", current_password: PASSWORD }))).toBe("/credits");
    expect(await visitor.html("/account")).toContain(mine.email);
    expect(await signsIn(mine.email)).toBe(true);
    expect(wayOf(await visitor.get(asks))).toBe("/login");
    expect(wayOf(await signIn(new Visitor(app), mine.subject))).toBe("/");

    const other = new Visitor(app);
    const asked = wayOf(await signIn(other, theirs.subject));
    expect(wayOf(await other.post(asked, { do: "other" }))).toBe("/");
    expect(await other.html("/account")).toContain(theirs.email);
    expect(await isSignedIn(squatter)).toBe(false);
    expect(await signsIn(theirs.email)).toBe(false);
    await app.audit();
    expect(app.lines.join("\n")).not.toContain("invariant_broken");
  });

  test("asks for its second factor as well", async () => {
    const { subject, email } = someone();
    await signIn(new Visitor(app), subject);
    const d1 = await app.database();
    await d1
      .prepare(
        "INSERT INTO second_factors (user_id, sealed_secret, key_name, created_at, turned_on_at) SELECT id, 'x', 'x', '2026', '2026' FROM users WHERE email = ?",
      )
      .bind(email)
      .run();
    const visitor = new Visitor(app);
    expect(wayOf(await signIn(visitor, subject))).toMatch(/^\/login\/code/);
    expect(await isSignedIn(visitor)).toBe(false);
  });
});

describe("ways to sign in", () => {
  const addOidc = (visitor: Visitor, current_password: string) =>
    visitor.post("/account/ways/oidc", { do: "add", current_password });
  const wayOut = (answer: Response) => answer.headers.get("Refresh")?.replace("0; url=", "") ?? "";

  test("another is added with the password, and removed with it", async () => {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    const { subject } = someone();
    expect(await visitor.html("/account")).toContain('href="/account/ways">Ways to sign in</a>');
    expect(await visitor.html("/account/ways")).toContain("Add Example House");
    expect((await addOidc(visitor, "wrong")).status).toBe(422);
    const back = await through(wayOut(await addOidc(visitor, PASSWORD)), subject);
    // In a browser that is not signed in to the account the answer is worth nothing.
    expect((await Object.assign(new Visitor(app), { cookie: "" }).get(back)).status).toBe(400);
    expect(wayOf(await visitor.get(back))).toBe("/account/ways");
    expect(await visitor.html("/account/ways")).toContain("You have another way to sign in.");

    const elsewhere = new Visitor(app);
    expect(wayOf(await signIn(elsewhere, subject))).toBe("/");
    expect(await elsewhere.html("/account")).toContain(email);
    const other = new Visitor(app);
    await other.join();
    const known = await other.get(await through(wayOut(await addOidc(other, PASSWORD)), subject));
    expect([known.status, await known.text()]).toEqual([
      409,
      expect.stringContaining("belongs to another account"),
    ]);

    expect(
      (await visitor.post("/account/ways/oidc", { do: "remove", current_password: "wrong" })).status,
    ).toBe(422);
    const removed = await visitor.post("/account/ways/oidc", { do: "remove", current_password: PASSWORD });
    expect(wayOf(removed)).toBe("/account/ways");
    expect(await visitor.html("/account/ways")).toContain("is removed");
  });

  test("the last one cannot be removed; a password comes by the mail's link, and then it can", async () => {
    const visitor = new Visitor(app);
    const { subject, email } = someone();
    await signIn(visitor, subject);
    expect(await visitor.html("/account/ways/oidc")).toContain("your only way in");
    const remove = { do: "remove", current_password: "" };
    expect(await (await visitor.post("/account/ways/oidc", remove)).text()).toContain("not removed");
    const asksForOne = await visitor.post("/account/password", {
      ...{ current_password: "anything", new_password: "good enough" },
    });
    expect([asksForOne.status, await asksForOne.text()]).toEqual([
      422,
      expect.stringContaining("no password yet"),
    ]);
    expect(await visitor.html("/account/password")).toContain(`value="${email}"`);
    await visitor.post("/forgot", { email });
    const outbox = await visitor.html(app.outbox?.pathname ?? "");
    const reset = outbox.match(/href="(\/reset\/[^"]+)"/)?.[1] ?? "";
    await visitor.post(reset, { new_password: PASSWORD });
    await visitor.post("/login", { email, password: PASSWORD });
    const removed = await visitor.post("/account/ways/oidc", { do: "remove", current_password: PASSWORD });
    expect(wayOf(removed)).toBe("/account/ways");
  });
});

describe("an account without a password, some time after signing in", () => {
  const acts: [act: string, page: string, fields: Record<string, string>, done: string | number][] = [
    ["moves to another address", "/account/email", { email: "moved@example.com" }, "/account/email?sent"],
    ["ends its other sessions", "/account/sessions", {}, "/account/sessions"],
    ["sets up a second factor", "/account/factor", {}, "/account/factor/set-up"],
    ["adds a passkey", "/account/passkeys", {}, 200],
    ["removes a passkey", `/account/passkeys/${KEY}`, { do: "remove" }, "/account/passkeys"],
    ["adds another way to sign in", "/account/ways/github", { do: "add" }, 200],
    ["goes", "/account/delete", {}, "/"],
  ];
  let visitor: Visitor;
  let member: { subject: string; email: string };
  beforeAll(async () => {
    [visitor, member] = [new Visitor(app), someone()];
    await signIn(visitor, member.subject);
    const d1 = await app.database();
    const key =
      "INSERT INTO passkeys (id, user_id, name, public_key, algorithm, counter, created_at) SELECT ?, id, 'Phone', '', -7, 0, '2026' FROM users WHERE email = ?";
    await d1.prepare(key).bind(KEY, member.email).run();
  });

  test("turns its second factor off once its person has signed in anew, and by a code", async () => {
    const [visitor, { subject, email }] = [new Visitor(app), someone()];
    await signIn(visitor, subject);
    const d1 = await app.database();
    const ofThem = (sql: string, ...values: string[]) => d1.prepare(sql).bind(...values, email);
    const codes = ["A".repeat(24), "B".repeat(24)] as const;
    const hashes = codes.map((code) => createHash("sha256").update(code).digest("base64url"));
    const insertCode =
      "INSERT INTO recovery_codes (user_id, number, code_hash) SELECT id, ?, ? FROM users WHERE email = ?";
    await d1.batch([
      ofThem(
        "UPDATE sessions SET created_at = ? WHERE user_id = (SELECT id FROM users WHERE email = ?)",
        new Date(Date.now() - 3_600_000).toISOString(),
      ),
      ofThem(
        "INSERT INTO second_factors (user_id, sealed_secret, key_name, created_at, turned_on_at) SELECT id, 'x', 'x', '2026', '2026' FROM users WHERE email = ?",
      ),
      ...hashes.map((hash, number) => ofThem(insertCode, String(number), hash)),
    ]);
    const off = (code: string) => visitor.post("/account/factor", { do: "off", code });
    const before = await off(codes[0]);
    expect([before.status, await before.text()]).toEqual([422, expect.stringContaining("Sign in once more")]);
    const [again] = (await visitor.html("/account/factor")).match(/\/login\?anew=[^"]+/) ?? [];
    const ways = await visitor.html(again?.replaceAll("&amp;", "&") ?? "");
    const by = ways.match(/href="(\/login\/with\/oidc[^"]*)"/)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const back = await visitor.get(await through(wayOf(await visitor.get(by)), subject));
    expect(wayOf(back)).toBe("/login/code");
    // The code that was sent without a proof was not taken.
    expect(wayOf(await visitor.post("/login/code", { code: codes[0] }))).toBe("/account/factor");
    expect((await off("C".repeat(24))).status).toBe(422);
    expect((await off(codes[0])).status).toBe(422);
    expect(wayOf(await off(codes[1]))).toBe("/account/factor");
    const left = ofThem("SELECT 1 FROM second_factors JOIN users ON users.id = user_id WHERE email = ?");
    expect((await left.all()).results).toEqual([]);
  });

  test.each(acts)(
    "%s once its person has signed in anew, and is led there",
    async (_, page, fields, done) => {
      await signIn(new Visitor(app), member.subject);
      const d1 = await app.database();
      const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
      await d1
        .prepare("UPDATE sessions SET created_at = ? WHERE user_id = (SELECT id FROM users WHERE email = ?)")
        .bind(hourAgo, member.email)
        .run();
      const before = await visitor.post(page, fields);
      expect([before.status, await before.text()]).toEqual([
        422,
        expect.stringContaining("Sign in once more"),
      ]);
      const html = await visitor.html(page);
      expect(html).not.toContain('type="password"');
      const again = html.match(/href="(\/login\?anew=[^"]+)"/)?.[1]?.replaceAll("&amp;", "&") ?? "";
      const ways = await visitor.html(again);
      expect(ways).toContain("Sign in with a passkey");
      const by = ways.match(/href="(\/login\/with\/oidc[^"]*)"/)?.[1]?.replaceAll("&amp;", "&") ?? "";
      const back = await visitor.get(await through(wayOf(await visitor.get(by)), member.subject));
      expect(wayOf(back)).toBe(page);
      expect(await visitor.html(page)).not.toContain("/login?anew");
      const answer = await visitor.post(page, fields);
      expect(typeof done === "number" ? answer.status : wayOf(answer)).toBe(done);
    },
  );
});

describe("GitHub, which says who somebody is in a way of its own", () => {
  let numbers = 100;
  const aPerson = (verified = true) => {
    const id = ++numbers;
    const email = `octocat-${id}@example.com`;
    return {
      id,
      emails: [
        { email: `other-${id}@example.com`, primary: false, verified },
        { email, primary: true, verified },
      ],
    };
  };
  const begin = async (visitor: Visitor) => wayOf(await visitor.get("/login/with/github"));

  test("lets somebody in by their first address, and knows them by their number", async () => {
    const [visitor, person] = [new Visitor(app), aPerson()];
    github.visit(person);
    expect(wayOf(await visitor.get(await through(await begin(visitor))))).toBe("/");
    expect(await visitor.html("/account")).toContain(`octocat-${person.id}@example.com`);
    github.visit({ ...person, emails: [] });
    const again = new Visitor(app);
    await again.get(await through(await begin(again)));
    expect(await again.html("/account")).toContain(`octocat-${person.id}@example.com`);
  });

  test.each([
    ["no", 403, "did not let you through", async (to: string) => through(to), null],
    ["a used code", 400, "Begin once more", async (to: string) => spent(await through(to)), aPerson()],
    ["no address", 422, "gave no e-mail address", async (to: string) => through(to), { id: 7, emails: [] }],
  ])("%s is a page", async (_, status, says, go, person) => {
    const visitor = new Visitor(app);
    github.visit(person);
    const answer = await visitor.get(await go(await begin(visitor)));
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(says)]);
    expect(await isSignedIn(visitor)).toBe(false);
  });

  /** Spends the code at GitHub, as somebody does who has read it on its way. */
  async function spent(back: string): Promise<string> {
    const { searchParams } = new URL(back);
    const body = new URLSearchParams({ code: searchParams.get("code") ?? "", client_id: GITHUB_CLIENT.id });
    await fetch(`${github.url}/login/oauth/access_token`, { method: "POST", body });
    return back;
  }
});
