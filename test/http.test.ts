import { request as httpRequest } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { servePretendReplicate } from "./pretend-replicate-server";
import { signed } from "./signed";
import { Visitor } from "./visitor";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

let app: App;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  app = await startApp({
    ...replicate.vars,
    ...{ RESULT_CACHE_HOURS: "0", REPLICATE_WEBHOOK_SECRET: SECRET, TRUSTED_IP_HEADER: "X-Seen-From" },
  });
});

afterAll(async () => {
  expect(replicate.pretend.mistakes).toEqual([]);
  await app?.stop();
  replicate?.stop();
});

afterEach(() => replicate.pretend.startOver());

async function aMember(): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.join();
  return visitor;
}

/** What was typed, as the form for signing in takes it along. */
const draftIn = (html: string) =>
  html.match(/<input type="hidden" name="draft" value="([^"]*)"/)?.[1]?.replaceAll("&amp;", "&") ?? "";

describe("accounts", () => {
  test("joining signs in, and the cookie is not for scripts or other sites", async () => {
    const visitor = new Visitor(app);
    const response = await visitor.post("/join", { email: "cookie@example.com", password: "correct horse" });
    expect(response.status).toBe(303);
    // By way of the form, which sends on whoever has a session now: this browser may keep no cookie.
    const next = await visitor.get(response.headers.get("Location") ?? "");
    expect([next.status, next.headers.get("Location")]).toEqual([303, "/"]);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^known=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^bookmark=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await visitor.balance()).toBe(10);
  });

  test("signing in changes the session id; signing out ends it on the server", async () => {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    const first = visitor.cookie;
    await visitor.post("/login", { email, password: "correct horse" });
    expect(visitor.cookie).not.toBe(first);
    const copy = new Visitor(app);
    copy.cookie = visitor.cookie;
    expect((await visitor.post("/logout", {})).status).toBe(303);
    expect((await copy.get("/history")).headers.get("Location")).toContain("/login?");
  });

  test("S8: a script's accounts get no free credits, and a person is told so", async () => {
    const welcomed = async (email: string) => {
      const visitor = new Visitor(app);
      const joining = { email, password: "correct horse" };
      expect((await visitor.post("/join", joining, { "X-Seen-From": "192.0.2.88" })).status).toBe(303);
      const html = await visitor.html("/");
      return [await visitor.balance(), html.includes("The account is yours, without free credits.")];
    };
    expect(await welcomed("someone@mailinator.com")).toEqual([0, true]);
    for (const name of ["a", "b", "c"]) expect(await welcomed(`s8-${name}@example.com`)).toEqual([10, false]);
    expect(await welcomed("s8-d@example.com")).toEqual([0, true]);
  });

  test("S7: passwords that are tried too often bring the form back, and say from when on it is taken", async () => {
    const owner = new Visitor(app);
    const email = await owner.join();
    const seen = { "X-Seen-From": "192.0.2.77", "Accept-Language": "zh-CN" };
    const stranger = new Visitor(app);
    const guess = () => stranger.post("/login", { email, password: "wrong", draft: "prompt=A+cat" }, seen);
    for (let tried = 0; tried < 5; tried++) expect((await guess()).status).toBe(422);
    const refused = await guess();
    const html = await refused.text();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(50);
    expect(html).toContain("输错密码的次数过多");
    expect(html).toMatch(/<time dateTime="[^"]+">[^<]*\d{1,2}:\d{2}[^<]*<\/time> 之后可以再次提交/);
    expect(html).toContain(`value="${email}"`);
    expect(draftIn(html)).toBe("prompt=A+cat");
    await expect.poll(() => app.lines.join("")).toContain('"event":"sign_in_limited"');
    const password = "correct horse";
    expect((await owner.post("/login", { email, password }, seen)).status).toBe(303);
    expect((await new Visitor(app).post("/login", { email, password })).status).toBe(303);
  });

  test("a wrong password and an unknown address get the same page", async () => {
    const email = await new Visitor(app).join();
    const answer = async (email: string) => {
      const response = await new Visitor(app).post("/login", { email, password: "wrong" });
      const html = await response.text();
      return { status: response.status, html: html.replaceAll(email, "…").replace(/nonce="[^"]*"/g, "") };
    };
    const [wrong, unknown] = [await answer(email), await answer("nobody@example.com")];
    expect(wrong).toEqual(unknown);
    expect(wrong.html).toContain("The e-mail address or the password is not right.");
    expect(wrong.status).toBe(422);
  });

  test("who is sent to sign in comes back to where they were", async () => {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    await visitor.post("/logout", {});
    const sent = (await visitor.get("/history?before=here&more=1")).headers.get("Location") ?? "";
    await visitor.get(sent);
    const back = await visitor.post(sent, { email, password: "correct horse" });
    expect(back.headers.get("Location")).toBe("/history?before=here&more=1");
  });

  test.each([
    ["plain", "A fox & a hare? 100% #1"],
    ["the longest, in Chinese", "山".repeat(1000)],
    ["the longest, in emoji", "😀".repeat(1000)],
  ])("and with the prompt they typed: %s", async (_, prompt) => {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    await visitor.post("/logout", {});
    const draft = draftIn(await (await visitor.generate({ prompt, ratio: "16:9", seed: "7" })).text());
    await visitor.get("/login");
    const back = await visitor.post("/login", { email, password: "correct horse", draft });
    const location = back.headers.get("Location") ?? "";
    expect(location.length).toBeLessThan(50);
    const html = await visitor.html(location);
    const typed = html.match(/<textarea[^>]*>([^<]*)<\/textarea>/)?.[1]?.replaceAll("&amp;", "&");
    expect(typed).toBe(prompt);
    expect(html).toMatch(/<input[^>]*name="ratio"[^>]*checked=""[^>]*value="16:9"/);
    expect(html).toMatch(/<input[^>]*name="seed"[^>]*value="7"/);
  });

  test.each([
    "https://evil.test/",
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "javascript:alert(1)",
    "http://localhost.evil.test",
  ])("a redirectTo of %s is ignored", async (redirectTo) => {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    const response = await visitor.post(`/login?${new URLSearchParams({ redirectTo })}`, {
      email,
      password: "correct horse",
    });
    expect(response.headers.get("Location")).toBe("/");
  });

  test("a tampered cookie is a signed-out visitor, on every page", async () => {
    const visitor = await aMember();
    visitor.cookie = visitor.cookie.replace(/session=[^;]+/, "$&x%");
    expect((await visitor.get("/")).status).toBe(200);
    expect((await visitor.get("/history")).headers.get("Location")).toContain("/login?");
    expect((await visitor.get("/images/01a20ac2-cfc7-7bbf-b504-10328d7c8d09")).status).toBe(404);
  });
});

describe("making a picture", () => {
  test("answers with a redirect to it, and says where the time went", async () => {
    const visitor = await aMember();
    const response = await visitor.generate();
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toMatch(/^\/generations\/[0-9a-f-]{36}$/);
    // The session, the debit; the prediction's id, the settlement.
    expect(response.headers.get("Server-Timing")).toMatch(
      /^request;desc="[0-9a-f]{12}", db;dur=[\d.]+;desc="4", provider;dur=[\d.]+;desc="1", storage;dur=[\d.]+;desc="1", total;dur=[\d.]+$/,
    );
    expect(await visitor.balance()).toBe(9);
    const page = await visitor.html(response.headers.get("Location") ?? "");
    for (const text of ["A castle at dawn", "FLUX.2 [klein] 4B", "1:1", "1 credit"])
      expect(page).toContain(text);
    const picture = await visitor.get(page.match(/src="(\/images\/[^"]+)"/)?.[1] ?? "");
    expect(picture.headers.get("Content-Type")).toBe("image/webp");
    expect(picture.headers.get("Cache-Control")).toMatch(/^private, max-age=\d{5,6}, immutable$/);
  });

  test("nobody else sees it", async () => {
    const [visitor, stranger] = [await aMember(), await aMember()];
    const location = (await visitor.generate()).headers.get("Location") ?? "";
    const image = location.replace("generations", "images");
    expect((await visitor.get(image)).status).toBe(200);
    for (const somebody of [stranger, new Visitor(app)]) expect((await somebody.get(image)).status).toBe(404);
    expect((await stranger.get(location)).status).toBe(404);
  });

  test("ten parallel posts on one credit: one picture, nine pages that say so", async () => {
    const visitor = await aMember();
    for (let spent = 0; spent < 9; spent++) await visitor.generate();
    const ids = await Promise.all(Array.from({ length: 10 }, () => visitor.formId()));
    const answers = await Promise.all(
      ids.map((id) => visitor.post("/?index", { id, prompt: "The last", ratio: "1:1" })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(9).fill(402)]);
    const short = await answers.find(({ status }) => status === 402)?.text();
    expect(short).toContain("You need 1 credit and have 0. Your prompt is saved.");
    expect(short).toContain(">The last</textarea>");
    expect(await visitor.balance()).toBe(0);
  });

  test("the same form twice is one picture; with another prompt it is refused and the prompt kept", async () => {
    const visitor = await aMember();
    const id = await visitor.formId();
    const first = await visitor.generate({ id });
    const again = await visitor.generate({ id });
    expect(again.headers.get("Location")).toBe(first.headers.get("Location"));
    const used = await visitor.generate({ id, prompt: "Something else" });
    expect(used.status).toBe(409);
    const html = await used.text();
    expect(html).toContain("This form was already used for another picture. Nothing was charged");
    expect(html).toContain(">Something else</textarea>");
    expect(html).not.toContain(`value="${id}"`);
    expect(await visitor.balance()).toBe(9);
  });

  test("when it takes longer, a page without JavaScript asks again by itself, less and less, and can be told not to", async () => {
    const visitor = await aMember();
    replicate.pretend.onCreate = (made) => {
      return Response.json({ ...made, status: "processing" }, { status: 201 });
    };
    const location = (await visitor.generate()).headers.get("Location") ?? "";
    const refresh = async (search: string) =>
      (await visitor.html(location + search)).match(
        /<noscript><meta http-equiv="refresh" content="([^"]*)"/,
      )?.[1];
    expect(await refresh("")).toBe("2;url=?looks=1");
    expect(await refresh("?looks=1")).toBe("4;url=?looks=2");
    expect(await refresh("?looks=2")).toBe("8;url=?looks=3");
    expect(await refresh("?looks=9")).toBeUndefined();
    expect(await refresh("?looks=off")).toBeUndefined();
    expect(await refresh("?looks=-1")).toBeUndefined();
    expect(await visitor.html(location)).toContain("Making the picture");

    for (const prediction of replicate.pretend.predictions.values()) replicate.pretend.succeed(prediction);
    // Replicate is asked every two seconds at most.
    const moved = () =>
      visitor.get(location).then(({ status, headers }) => [status, headers.get("Location")]);
    await expect.poll(moved).toEqual([302, location]);
    expect(await visitor.html(location)).toContain("<img");
    replicate.pretend.onCreate = (made) => Response.json(replicate.pretend.succeed(made), { status: 201 });
  });

  test("the sweep finishes what nobody looks at", async () => {
    const visitor = await aMember();
    replicate.pretend.onCreate = (made) => {
      return Response.json({ ...made, status: "processing" }, { status: 201 });
    };
    await visitor.generate({ prompt: "Nobody looks" });
    replicate.pretend.onCreate = (made) => Response.json(replicate.pretend.succeed(made), { status: 201 });
    for (const prediction of replicate.pretend.predictions.values())
      replicate.pretend.fail(prediction, "it will not get better");
    const history = async () => {
      await app.sweep();
      return visitor.html("/history");
    };
    await expect.poll(history).toContain("No picture, credit returned");
    expect(await visitor.balance()).toBe(10);
  });
});

describe("while it is on its way", () => {
  const slowly = () => {
    replicate.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  };
  test("it can be cancelled: the credit is back, and the receipt says so", async () => {
    slowly();
    const visitor = await aMember();
    const location = (await visitor.generate()).headers.get("Location") ?? "";
    expect(await visitor.html(location)).toContain(`action="${location}/cancel"`);
    const cancelled = await visitor.post(`${location}/cancel`, {});
    expect([cancelled.status, cancelled.headers.get("Location")]).toEqual([303, location]);
    const page = await visitor.html(location);
    expect(page).toContain("The picture was cancelled. Your credit is back on your balance.");
    expect(page).toContain("Credit back, no picture");
    expect(page).toContain("It cost you nothing.");
    expect(await visitor.balance()).toBe(10);
    expect((await visitor.post(`${location}/cancel`, {})).headers.get("Location")).toBe(location);
  });

  test("a failed one can be tried again, as the same order with a form of its own", async () => {
    const visitor = await aMember();
    replicate.pretend.onCreate = (made) => Response.json(replicate.pretend.fail(made, "no"), { status: 201 });
    const location = (await visitor.generate({ seed: "7", ratio: "3:2" })).headers.get("Location") ?? "";
    const page = (await visitor.html(location)).replaceAll("<!-- -->", "");
    const again = page.match(/<form[^>]*action="\/\?index".*?<\/form>/s)?.[0] ?? "";
    expect(again).toContain("Try again · 1 credit");
    const fields = [...again.matchAll(/<input type="hidden" name="(\w+)"(?: id="\w+")? value="([^"]*)"\/>/g)];
    const form = Object.fromEntries(fields.map(([, name, value]) => [name, value]));
    expect(form).toMatchObject({
      prompt: "A castle at dawn",
      ratio: "3:2",
      seed: "7",
      fresh: "1",
      price: "1",
    });
    replicate.pretend.onCreate = (made) => Response.json(replicate.pretend.succeed(made), { status: 201 });
    const sent = await visitor.post("/?index", form);
    expect(sent.headers.get("Location")).not.toBe(location);
    expect(await visitor.html(sent.headers.get("Location") ?? "")).toContain("<img");
    expect(await visitor.balance()).toBe(9);
  });

  test("a fourth gets a page that says so, with the prompt kept", async () => {
    slowly();
    const visitor = await aMember();
    for (const prompt of ["one", "two", "three"])
      expect((await visitor.generate({ prompt })).status).toBe(303);
    const fourth = await visitor.generate({ prompt: "four" });
    expect(fourth.status).toBe(429);
    const html = await fourth.text();
    expect(html).toContain(
      "You have 3 orders on the way, the most there can be at once. Nothing was charged",
    );
    expect(html).toContain(">four</textarea>");
    expect(await visitor.balance()).toBe(7);
  });

  test("a price that is not today's is not charged", async () => {
    const visitor = await aMember();
    const response = await visitor.generate({ price: "0" });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(
      "The price is not the one that you were shown. Nothing was charged",
    );
    expect(await visitor.balance()).toBe(10);
  });

  test("events tell of it to its visitor, from where they left off", async () => {
    slowly();
    const visitor = await aMember();
    const location = (await visitor.generate()).headers.get("Location") ?? "";
    const response = await visitor.get(`${location}/events`);
    expect(response.headers.get("Content-Type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    for (const prediction of replicate.pretend.predictions.values()) replicate.pretend.succeed(prediction);
    const told = await response.text();
    expect(told).toMatch(
      /^retry: 1000\n\nid: 2\nevent: stage\ndata: making\n\n(id: 3\nevent: stage\ndata: saving\n\n)?id: 4\nevent: stage\ndata: done\n\n$/,
    );
    const again = await visitor.request(`${location}/events`, { headers: { "Last-Event-ID": "3" } });
    expect(await again.text()).toBe("retry: 1000\n\nid: 4\nevent: stage\ndata: done\n\n");
    const seenAll = await visitor.request(`${location}/events`, { headers: { "Last-Event-ID": "4" } });
    expect(seenAll.status).toBe(204);
    expect((await new Visitor(app).get(`${location}/events`)).status).toBe(401);
    expect((await visitor.get("/generations/1/events")).status).toBe(404);
  });

  test("events stop when the reader leaves", async () => {
    const visitor = await aMember();
    const leave = new AbortController();
    const id = crypto.randomUUID();
    const response = await visitor.request(`/generations/${id}/events?new`, { signal: leave.signal });
    await response.body?.getReader().read();
    const isNoticed = () =>
      app.lines.some((line) => line.includes('"events_closed"') && line.includes(`"id":"${id}"`));
    expect(isNoticed()).toBe(false);
    leave.abort();
    await expect.poll(isNoticed).toBe(true);
  });
});

describe("the webhook", () => {
  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, app.url), {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", ...headers },
    });

  test("comes from elsewhere and is no form: admitted, and done once it is signed", async () => {
    const visitor = await aMember();
    replicate.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    const location = (await visitor.generate()).headers.get("Location") ?? "";
    const made = [...replicate.pretend.predictions.values()].at(-1);
    if (!made) throw new Error("none made");
    replicate.pretend.succeed(made);
    const path = location.replace("/generations/", "/webhooks/replicate/");
    const { id, timestamp, signature, body } = signed(SECRET, JSON.stringify({ id: made.id }));
    const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
    expect((await send(path, body)).status).toBe(401);
    expect((await send(path, `${body} `, headers)).status).toBe(401);
    expect((await send("/webhooks/replicate/1", body, headers)).status).toBe(404);
    expect((await send(path, body, headers)).status).toBe(200);
    expect(await visitor.html(location)).toContain("<img");
    expect((await send(path, body, headers)).status).toBe(200);
    expect((await send(path, "x".repeat(1024 * 1024 + 1), headers)).status).toBe(413);
    expect((await fetch(new URL(path, app.url))).status).toBe(405);
    replicate.pretend.onCreate = (made) => Response.json(replicate.pretend.succeed(made), { status: 201 });
  });
});

test("S13: a forged webhook leaves a trace of whom, as a hash, where the network address is known", async () => {
  const path = `/webhooks/replicate/${crypto.randomUUID()}`;
  const forge = async (headers: Record<string, string>) =>
    (await fetch(new URL(path, app.url), { method: "POST", body: "{}", headers })).status;
  for (const address of ["192.0.2.1", "192.0.2.1", "192.0.2.2"])
    expect(await forge({ "X-Seen-From": address })).toBe(401);
  expect(await forge({ "CF-Connecting-IP": "192.0.2.1" })).toBe(401);
  const forged = () =>
    app.lines
      .filter((line) => line.includes('"webhook_forged"') && line.includes(path.slice(-36)))
      .map((line) => JSON.parse(line).whom);
  await expect.poll(() => forged().length).toBe(4);
  const [one, same, other, unknown] = forged();
  expect(one).toMatch(/^[\w-]{16}$/);
  expect([same === one, other === one, unknown]).toEqual([true, false, undefined]);
  expect(app.lines.join("\n")).not.toContain("192.0.2.");
});

describe("bad input gets a clear answer and loses nothing typed", () => {
  const rest = "kept words";
  test.each([
    ["an empty prompt", { prompt: " \n " }, "Enter a prompt"],
    ["1,001 characters", { prompt: "x".repeat(1001) }, "Prompt must be 1,000 characters or less"],
    ["a ratio of its own", { prompt: rest, ratio: "7:5" }, "Choose a ratio from the list"],
    ["a seed below", { prompt: rest, seed: "-1" }, "Seed must be a whole number from 0 to 4294967295"],
    [
      "a seed above",
      { prompt: rest, seed: "4294967296" },
      "Seed must be a whole number from 0 to 4294967295",
    ],
    ["a seed in words", { prompt: rest, seed: "seven" }, "Seed must be a whole number from 0 to 4294967295"],
    ["an id that is none", { prompt: rest, id: "1" }, "This form was incomplete."],
    [
      "an unknown field",
      { prompt: rest, num_outputs: "4" },
      "This form had a field that does not belong to it.",
    ],
  ])("%s", async (_, fields, error) => {
    const visitor = await aMember();
    const response = await visitor.generate(fields);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain("There is a problem");
    expect(html).toContain(error);
    if (fields.prompt.trim()) expect(html).toContain(`>${fields.prompt}</textarea>`);
    if ("seed" in fields) expect(html).toMatch(new RegExp(`name="seed"[^>]*value="${fields.seed}"`));
    expect(await visitor.balance()).toBe(10);
  });

  test("1,000 characters are accepted, also of four bytes each", async () => {
    const visitor = await aMember();
    expect((await visitor.generate({ prompt: "😀".repeat(1000) })).status).toBe(303);
  });

  test.each(["id", "prompt", "ratio"])("a missing %s", async (name) => {
    const visitor = await aMember();
    const fields: Record<string, string> = { id: await visitor.formId(), prompt: rest, ratio: "1:1" };
    delete fields[name];
    const response = await visitor.post("/?index", fields);
    expect(response.status).toBe(422);
    if (name !== "prompt") expect(await response.text()).toContain(`>${rest}</textarea>`);
  });

  test("a field sent twice", async () => {
    const visitor = await aMember();
    const response = await visitor.post("/?index", [
      ["id", await visitor.formId()],
      ["prompt", rest],
      ["prompt", "another"],
      ["ratio", "1:1"],
    ]);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain("This was sent twice.");
    expect(html).toContain(`>${rest}</textarea>`);
  });

  test("a file where text belongs", async () => {
    const visitor = await aMember();
    const form = new FormData();
    form.set("id", await visitor.formId());
    form.set("prompt", new File(["x"], "prompt.txt"));
    form.set("ratio", "1:1");
    const response = await visitor.request("/?index", {
      method: "POST",
      body: form,
      headers: { Origin: app.url.origin },
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("Enter text, not a file");
  });

  const send = async (visitor: Visitor, body: BodyInit, type: string, path = "/?index") =>
    visitor.request(path, {
      method: "POST",
      body,
      headers: { Origin: app.url.origin, "Content-Type": type },
    });

  test.each([
    ["JSON", "{}", "application/json", 415, "That was not a form"],
    ["text", "prompt=x", "text/plain", 415, "That was not a form"],
    ["multipart without parts", "nothing", "multipart/form-data; boundary=x", 400, "That could not be read"],
    ["multipart without a boundary", "nothing", "multipart/form-data", 400, "That could not be read"],
    [
      "over 64 KB",
      `prompt=${"x".repeat(65_536)}`,
      "application/x-www-form-urlencoded",
      413,
      "That was too much",
    ],
  ])("a body that is %s", async (_, body, type, status, title) => {
    const visitor = await aMember();
    const response = await send(visitor, body, type);
    expect(response.status).toBe(status);
    const html = await response.text();
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain("10 credits");
  });

  test("over 64 KB without saying so beforehand", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const options = {
        method: "POST",
        headers: { Origin: app.url.origin, "Content-Type": "application/x-www-form-urlencoded" },
      };
      const request = httpRequest(new URL("/?index", app.url), options, (response) => {
        resolve(response.statusCode);
        response.resume();
      });
      request.on("error", reject);
      request.write("prompt=");
      for (let sent = 0; sent < 3; sent++) request.write("x".repeat(30_000));
      request.end();
    });
    expect(status).toBe(413);
  });

  test.each([
    ["PUT", "/", 405],
    ["DELETE", "/history", 405],
    ["POST", "/history", 405],
    ["POST", "/credits", 405],
    ["POST", "/images/01a20ac2-cfc7-7bbf-b504-10328d7c8d09", 405],
    ["POST", "/healthcheck", 405],
    ["GET", "/logout", 405],
    ["GET", "/nowhere", 404],
    ["POST", "/nowhere", 404],
    ["GET", "/refused", 404],
    ["GET", "/generations/1", 404],
    ["GET", "/generations/01A20AC2-CFC7-7BBF-B504-10328D7C8D09", 404],
    ["GET", "/generations/01a20ac2-cfc7-7bbf-b504-10328d7c8d09", 404],
    ["GET", "/images/..%2f..%2fsecret", 404],
    ["GET", "/history?before=nonsense", 404],
    ["GET", "/credits?before=", 404],
  ])("%s %s: %i", async (method, path, status) => {
    const visitor = await aMember();
    const body = method === "GET" ? {} : { body: new URLSearchParams({ a: "b" }) };
    const response = await visitor.request(path, { method, headers: { Origin: app.url.origin }, ...body });
    expect(response.status).toBe(status);
    if (status === 405) expect(response.headers.get("Allow")).toMatch(/GET|POST/);
    await response.body?.cancel();
  });

  test("pages that say no are pages of ours, with the way on and the balance", async () => {
    const visitor = await aMember();
    for (const path of ["/nowhere", "/generations/1", "/logout"]) {
      const html = await visitor.html(path);
      expect(html).toContain(">10 credits</a>");
      expect(html).toContain("Make a picture");
    }
  });
});

describe("posts from elsewhere", () => {
  test.each([
    ["another origin", { Origin: "https://evil.test" }],
    ["a page that hides where it is", { Origin: "null" }],
    ["another site, by the browser's own word", { "Sec-Fetch-Site": "cross-site" }],
    ["a sibling domain", { "Sec-Fetch-Site": "same-site" }],
    ["nowhere", { Origin: "" }],
  ])("from %s: a 403 page, and nothing is done", async (_, headers) => {
    const visitor = await aMember();
    const id = await visitor.formId();
    for (const path of ["/?index", "/logout", "/images/x"]) {
      const response = await visitor.post(path, { id, prompt: "x", ratio: "1:1" }, headers);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain("That did not come from this site");
    }
    expect(await visitor.balance()).toBe(10);
  });
});

describe("operations", () => {
  test("the healthcheck says that database and pictures answer, and that this is no demo", async () => {
    const response = await fetch(new URL("/healthcheck", app.url));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ...{ ok: true, d1: true, r2: true, demo: false },
      database: { megabytes: expect.any(Number), percent: 0, isNearlyFull: false },
    });
  });

  test("one line a request; no prompt, address, password, cookie, secret or token in any", async () => {
    const visitor = new Visitor(app);
    const from = app.lines.length;
    await visitor.join("private@example.com", "private password");
    await visitor.generate({ prompt: "private prompt" });
    await visitor.get("/history?private=query");
    const ours = () =>
      app.lines
        .slice(from)
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line));
    await expect.poll(() => ours().filter(({ event }) => event === "request").length).toBe(4);
    const lines = ours();
    expect(lines).toContainEqual({
      event: "request",
      method: "POST",
      path: "/",
      status: 303,
      ms: expect.any(Number),
      db_calls: 4,
      request_id: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(lines.filter(({ event }) => event === "request")).toHaveLength(4);
    expect(lines.filter(({ event }) => event === "generation")).toHaveLength(1);
    expect(app.lines.join("\n")).not.toMatch(/private|of-the-tests|r8_of_the_tests|session=/);
  });

  test("the page says nothing of a demo", async () => {
    expect(await (await fetch(app.url)).text()).not.toContain("Demo.");
  });
});
