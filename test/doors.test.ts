import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MOST_FIELDS } from "../app/http/limits";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;

beforeAll(async () => {
  app = await startApp({ TRUSTED_IP_HEADER: "X-Seen-From" });
});
afterAll(() => app?.stop());

async function aMember(): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.join();
  return visitor;
}

/** Where a browser goes with this answer. */
const wentTo = (answer: Response) => new URL(answer.headers.get("Location") ?? "", app.url);

describe("S1: the way back never leaves the site", () => {
  const ELSEWHERE = ["/.//evil.test", "/%2e//evil.test", "/a/..//evil.test", "//evil.test", "/\t/evil.test"];

  test.each(ELSEWHERE)("%j for who is signed in already, and for who signs in", async (redirectTo) => {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    for (const page of ["/login", "/join"]) {
      const address = `${page}?${new URLSearchParams({ redirectTo, prompt: "x" })}`;
      expect(wentTo(await visitor.get(address)).origin).toBe(app.url.origin);
    }
    const stranger = new Visitor(app);
    const address = `/login?${new URLSearchParams({ redirectTo })}`;
    await stranger.get(address);
    expect(wentTo(await stranger.post(address, { email, password: "correct horse" })).href).toBe(
      app.url.href,
    );
  });

  test.each(ELSEWHERE)("%j from the switches and the forms of the history", async (back) => {
    const visitor = await aMember();
    for (const [path, fields] of [
      ["/settings", { set: "theme", theme: "dark", back }],
      ["/history/selection", { do: "delete", back }],
      ["/downloads/zip", { do: "download", back }],
    ] as [string, Record<string, string>][])
      expect(wentTo(await visitor.post(path, fields)).origin).toBe(app.url.origin);
  });

  test("and a page that says no links to itself, not to a host that its path names", async () => {
    const answer = await fetch(`${app.url.origin}//evil.test/%E0%A4%A`, { headers: { Accept: "text/html" } });
    expect(await answer.text()).not.toMatch(/(href|action|value)="\/\/evil/);
  });
});

/** A request with any header, also those that `fetch` writes itself. */
function ask(
  to: URL,
  headers: Record<string, string>,
  { method = "GET", body = "" } = {},
): Promise<{ status: number; location: string | undefined; html: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(to, { method, headers }, (response) => {
      let html = "";
      response.setEncoding("utf8");
      response.on("data", (text) => {
        html += text;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location, html }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

const eventsSince = (from: number) =>
  app.lines
    .slice(from)
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

/** So many events of a kind. The log is another process, whose lines come a moment after the answers. */
async function comeSince(from: number, kind: string, count: number) {
  const come = () => eventsSince(from).filter(({ event }) => event === kind);
  await expect.poll(() => come().length).toBeGreaterThanOrEqual(count);
  return come();
}

describe("S6: a stranger's form is small", () => {
  const send = (visitor: Visitor, path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    visitor.request(path, { method: "POST", headers: { Origin: app.url.origin, ...headers }, body });

  function multipart(fields: number, bytes = 0): FormData {
    const form = new FormData();
    for (let index = 0; index < fields; index++) form.append(`field${index}`, "");
    if (bytes > 0) form.append("picture", new File([new Uint8Array(bytes)], "mine.png"));
    return form;
  }

  test("64 KB without a session cookie of our signature, whatever the cookie says", async () => {
    const forged = new Visitor(app);
    forged.cookie = `session=${encodeURIComponent(btoa('"x"'))}.${"A".repeat(43)}`;
    for (const stranger of [new Visitor(app), forged])
      expect((await send(stranger, "/?index", multipart(0, 70_000))).status).toBe(413);
    expect((await send(await aMember(), "/?index", multipart(0, 70_000))).status).toBe(422);
  });

  test.each([
    ["fields", (count: number) => new URLSearchParams(Array(count).fill(["a", ""]))],
    ["parts", (count: number) => multipart(count)],
  ])("no more %s than a form of ours may have", async (_, form) => {
    const visitor = await aMember();
    expect((await send(visitor, "/?index", form(MOST_FIELDS))).status).toBe(422);
    expect((await send(visitor, "/?index", form(MOST_FIELDS + 1))).status).toBe(400);
  });

  test("a selection has hundreds", async () => {
    const ids = Array.from({ length: 1_000 }, () => ["id", crypto.randomUUID()]);
    const visitor = await aMember();
    expect(
      (await visitor.post("/history/selection", [...ids, ["do", "favorite"]] as [string, string][])).status,
    ).toBe(303);
    expect((await visitor.post("/settings", [...ids, ["set", "theme"]] as [string, string][])).status).toBe(
      400,
    );
  });

  const part = (name: string) => `--x\r\nContent-Disposition: form-data; ${name}\r\n\r\n`;
  const BOMB = `${`${part('name="a"')}\r\n`.repeat(280_000)}--x--\r\n`;
  const type = { "Content-Type": "multipart/form-data; boundary=x" };

  // How little of them is kept, or parsed, is counted beside the code that reads forms.
  test("300,000 empty fields are refused", async () => {
    const visitor = await aMember();
    const statuses = await Promise.all([
      send(new Visitor(app), "/?index", BOMB, type),
      send(visitor, "/?index", BOMB, type),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([400, 400]);
  });
});

describe("S13: an attack leaves a trace, and no address", () => {
  test("a failed sign-in, by whom as a hash that is the same for the same one", async () => {
    const from = app.lines.length;
    for (const email of ["traced@example.com", "Traced@example.com", "other@example.com"])
      await new Visitor(app).post("/login", { email, password: "wrong" });
    const failed = await comeSince(from, "sign_in_failed", 3);
    expect(failed.map(({ whom }) => whom)).toEqual(Array(3).fill(expect.stringMatching(/^[\w-]{16}$/)));
    expect(failed[0].whom).toBe(failed[1].whom);
    expect(failed[0].whom).not.toBe(failed[2].whom);
    expect(app.lines.join("\n")).not.toContain("raced@");
  });

  test("a refused origin, and a forged webhook; S16: from whom only by the header that is trusted", async () => {
    const from = app.lines.length;
    const elsewhere = { Origin: "https://evil.test" };
    await new Visitor(app).post("/login", {}, { ...elsewhere, "X-Seen-From": "192.0.2.1" });
    await new Visitor(app).post("/login", {}, { ...elsewhere, "CF-Connecting-IP": "192.0.2.1" });
    await new Visitor(app).post("/login", {}, { ...elsewhere, "X-Seen-From": "192.0.2.1" });
    const refused = await comeSince(from, "origin_refused", 3);
    const hash = expect.stringMatching(/^[\w-]{16}$/);
    expect(refused.map(({ whom }) => whom)).toEqual([hash, undefined, hash]);
    expect(refused[0].whom).toBe(refused[2].whom);
    expect(app.lines.join("\n")).not.toContain("192.0.2.1");
  });
});

describe("S15: what goes on for long is bounded", () => {
  test("an id that is not there ends its stream at once, and one that was just ordered waits a little", async () => {
    const visitor = await aMember();
    const path = `/generations/${crypto.randomUUID()}/events`;
    expect(await (await visitor.get(path)).text()).toBe("retry: 1000\n\nevent: gone\ndata:\n\n");
    const waiting = await visitor.get(`${path}?new`);
    const reader = waiting.body?.pipeThrough(new TextDecoderStream()).getReader();
    let told = "";
    while (!told.includes("data: received")) told += (await reader?.read())?.value ?? "";
    await reader?.cancel();
  });

  test("six streams a person: the seventh is refused, another person's is not, and one that ended makes room", async () => {
    const [visitor, other] = [await aMember(), await aMember()];
    const path = () => `/generations/${crypto.randomUUID()}/events?new`;
    const leave = Array.from({ length: 6 }, () => new AbortController());
    for (const { signal } of leave) expect((await visitor.request(path(), { signal })).status).toBe(200);
    const refused = await visitor.get(path());
    expect([refused.status, refused.headers.has("Retry-After")]).toEqual([429, true]);
    expect((await other.request(path(), { signal: AbortSignal.timeout(1_000) })).status).toBe(200);
    for (const one of leave) one.abort();
    const again = async () => {
      const response = await visitor.get(path());
      await response.body?.cancel();
      return response.status;
    };
    await expect.poll(again).toBe(200);
  });

  describe("two zips at once", () => {
    const ALL = "/downloads/zip?part=0-999999999";

    /** Somebody with a picture that stands in their history so often that no connection holds a zip of all. */
    async function aCollector() {
      const visitor = await aMember();
      const id = (await visitor.generate()).headers.get("Location")?.split("/")[2] ?? "";
      const d1 = await app.database();
      await d1
        .prepare(
          `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 400)
           INSERT INTO generation_history (id, user_id, position, prompt, model, input, input_hash, seed, cost, status,
             image_id, cached_from, created_at, completed_at)
           SELECT id || '-' || n, user_id, (SELECT max(position) FROM generation_history) + n, prompt, model, input,
             input_hash, seed, 0, status, image_id, id, created_at, completed_at
           FROM generation_history, numbers WHERE id = ?`,
        )
        .bind(id)
        .run();
      return { visitor, id };
    }

    async function withTwoBegun() {
      const { visitor, id } = await aCollector();
      const leave = [new AbortController(), new AbortController()] as const;
      const begun = await Promise.all(leave.map(({ signal }) => visitor.request(ALL, { signal })));
      expect(begun.map(({ status }) => status)).toEqual([200, 200]);
      const third = async () => {
        const answer = await visitor.request(ALL, { signal: AbortSignal.timeout(20_000) });
        await answer.body?.cancel();
        return [answer.status, answer.headers.has("Retry-After")];
      };
      expect(await third()).toEqual([429, true]);
      return { visitor, id, leave, begun, third };
    }

    test("a third is refused, by GET and by form, to this person only; it works when a reader leaves", async () => {
      const { visitor, id, leave, third } = await withTwoBegun();
      const chosen = await visitor.post("/downloads/zip", { do: "download", id }, { Accept: "text/html" });
      expect([chosen.status, chosen.headers.has("Retry-After")]).toEqual([429, true]);
      const other = await aMember();
      await other.generate();
      expect((await other.get(ALL)).status).toBe(200);
      leave[0].abort();
      await expect.poll(third).toEqual([200, false]);
      leave[1].abort();
    });

    test("a third works when one was read to its end", async () => {
      const { leave, begun, third } = await withTwoBegun();
      await begun[0]?.arrayBuffer();
      await expect.poll(third).toEqual([200, false]);
      leave[1].abort();
    });

    test("a HEAD takes no turn", async () => {
      const visitor = await aMember();
      await visitor.generate();
      for (let asked = 0; asked < 4; asked++) {
        const head = await visitor.request(ALL, { method: "HEAD" });
        expect([head.status, head.headers.get("Content-Type")]).toEqual([200, "application/zip"]);
      }
      expect((await visitor.get(ALL)).status).toBe(200);
    });
  });

  test("the healthcheck is remembered: a hundred questions ask the database once or twice", async () => {
    const from = app.lines.length;
    for (let asked = 0; asked < 50; asked++) await (await fetch(new URL("/healthcheck", app.url))).text();
    const asked = () => eventsSince(from).filter(({ path }) => path === "/healthcheck");
    await expect.poll(() => asked().length).toBe(50);
    expect(asked().filter(({ db_calls }) => db_calls > 0).length).toBeLessThan(5);
  });
});

describe("S16: headers of the runtime", () => {
  test("do not change the address that the app sees", async () => {
    const answer = await ask(new URL("/history", app.url), {
      ...{ "MF-Original-URL": `${app.url.origin}/healthcheck`, "MF-Op": "x", "MF-Route-Override": "x" },
    });
    expect([answer.status, answer.location]).toEqual([303, "/login?redirectTo=%2Fhistory"]);
  });
});

describe("S17: answers of the framework's own", () => {
  const uuid = "01a20ac2-cfc7-7bbf-b504-10328d7c8d09";

  test.each([
    ["/webhooks/x", 404],
    ["/webhooks/", 404],
    ["/webhooks/replicate", 404],
    ["/webhooks/replicate/x", 404],
    [`/webhooks/replicate/${uuid}.data`, 404],
    [`/webhooks/replicate/${uuid}/x`, 404],
    [`/WEBHOOKS/replicate/${uuid}`, 403],
    [`/webhooks/replicate/${uuid}`, 404],
  ])("a post from elsewhere to %s: %i", async (path, status) => {
    const from = app.lines.length;
    const headers = { Origin: "https://evil.test", "Content-Type": "application/json" };
    expect((await new Visitor(app).request(path, { method: "POST", headers, body: "{}" })).status).toBe(
      status,
    );
    expect(eventsSince(from).map(({ event }) => event)).not.toContain("unexpected");
  });

  test.each(["/?_data=x", "/?_data=routes/_index", "/history?_data=root", "/nowhere?_data="])(
    "%s: a 404 without a line of an error",
    async (path) => {
      const from = app.lines.length;
      expect((await new Visitor(app).get(path)).status).toBe(404);
      expect((await (await aMember()).post(path, {})).status).toBe(404);
      expect(eventsSince(from).map(({ event }) => event)).not.toContain("unexpected");
    },
  );

  test.each([
    "/__manifest?p=/history&version=1",
    `/__manifest?${new URLSearchParams(Array(10).fill(["p", "/a".repeat(500)]))}`,
    "/_root.data",
    "/history.data?_routes=root",
    "/nowhere.data",
  ])("S17a: what only the framework's router asks for is nowhere, %#", async (path) => {
    const member = await aMember();
    expect((await member.get(path)).status).toBe(404);
    expect((await member.post(path, {})).status).toBe(404);
  });
});

describe("S19: cookies", () => {
  test("what the next page says was done cannot be written by anybody else", async () => {
    const visitor = await aMember();
    const forged = btoa(JSON.stringify({ kind: "link_revoked" }));
    for (const value of [forged, `${forged}.AAAA`, encodeURIComponent(forged)]) {
      // By somebody without other cookies, which would be sent in place of this one.
      const headers = { Cookie: `notice=${value}` };
      const html = await (await new Visitor(app).request("/", { headers })).text();
      expect(html).toContain('<div role="status"></div>');
    }
    await visitor.post("/settings", { set: "shortcuts" });
    expect(await visitor.html("/account")).toContain('<div role="status"><div class="notice">');
  });

  test("on https each is bound to its host", async () => {
    const https = await startApp({ PUBLIC_ORIGIN: "https://localhost" });
    const visitor = new Visitor(https, { isBehindTls: true });
    await visitor.get("/join");
    await visitor.join();
    const answers = [
      await visitor.post("/settings", { set: "shortcuts" }),
      await visitor.post("/settings", { set: "theme", theme: "dark" }),
      await visitor.get("/?lang=zh-Hans"),
    ];
    const cookies = answers.flatMap(({ headers }) => headers.getSetCookie());
    expect(cookies.length).toBeGreaterThan(3);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-\w+=/);
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      expect(cookie).toMatch(/; Secure(;|$)/);
    }
    expect(visitor.cookie).not.toMatch(/(^|; )(?!__Host-)/);
    expect(await visitor.html("/")).toContain('data-theme="dark"');
    await https.stop();
  });
});

describe("S21: where the app is said to live, it lives nowhere else", () => {
  test("another host is sent elsewhere; a proxy beside it may change the host", async () => {
    const https = await startApp({ PUBLIC_ORIGIN: "https://flux.example.com" });
    const tls = { "X-Forwarded-Proto": "https" };
    const at = (Host: string, path = "/") => ask(new URL(path, https.url), { ...tls, Host });
    for (const host of [
      "evil.test",
      "flux-ai.someone.workers.dev",
      "flux.example.com.evil.test",
      "example.com",
    ])
      expect((await at(host)).status).toBe(421);
    expect((await at("evil.test")).html).toContain("This is not the site’s address");
    expect((await at("flux.example.com")).status).toBe(200);
    expect((await at("127.0.0.1", "/healthcheck")).status).toBe(200);

    const body = new URLSearchParams({ email: "a@example.com", password: "correct horse" }).toString();
    const post = (headers: Record<string, string>) =>
      ask(
        new URL("/join", https.url),
        { ...tls, "Content-Type": "application/x-www-form-urlencoded", ...headers },
        { method: "POST", body },
      );
    expect((await post({ Host: "localhost:8787", Origin: "https://evil.test" })).status).toBe(403);
    const throughProxy = await post({ Host: "localhost:8787", Origin: "https://flux.example.com" });
    expect([throughProxy.status, throughProxy.location]).toEqual([303, expect.stringMatching(/^\//)]);
    await https.stop();
  });

  test("a post through a proxy that changes the host passes by the browser's own word", async () => {
    const fields = new URLSearchParams({
      email: `${crypto.randomUUID()}@example.com`,
      password: "correct horse",
    });
    const headers = {
      "Content-Type": "application/x-www-form-urlencoded",
      ...{ Host: "inside:3000", Origin: "https://flux.example.com", "Sec-Fetch-Site": "same-origin" },
    };
    const answer = await ask(new URL("/join", app.url), headers, { method: "POST", body: fields.toString() });
    expect(answer.status).toBe(303);
  });
});

describe("F30: asking for less than the bytes", () => {
  test("a HEAD of a picture has the headers of the picture, and opens nothing", async () => {
    const visitor = await aMember();
    const page = (await visitor.generate({ prompt: "A picture of its own" })).headers.get("Location") ?? "";
    for (const path of ["", "?download", "?download&prompt=1", "/thumbnail"]) {
      const image = page.replace("generations", "images") + path;
      const [head, get] = [await visitor.request(image, { method: "HEAD" }), await visitor.get(image)];
      expect([head.status, await head.text()]).toEqual([200, ""]);
      for (const name of ["Content-Type", "Content-Disposition", "Cache-Control"])
        expect(head.headers.get(name)).toBe(get.headers.get(name));
      await get.body?.cancel();
    }
    const image = page.replace("generations", "images");
    const etag = (await visitor.request(image, { method: "HEAD" })).headers.get("ETag") ?? "";
    const known = await visitor.request(image, { method: "HEAD", headers: { "If-None-Match": etag } });
    expect(known.status).toBe(304);
  });
});

describe("addresses of pictures that a page was given", () => {
  test("open in its browser without the database, and in no other browser at all", async () => {
    const owner = new Visitor(app);
    const email = await owner.join();
    const form = new FormData();
    const order = {
      id: await owner.formId(),
      model: "klein",
      prompt: "A red kite",
      ratio: "1:1",
      price: "9",
    };
    for (const [name, value] of Object.entries(order)) form.append(name, value);
    form.append("picture", new File([readFileSync("test/fixtures/base.jpg")], "mine.jpg"));
    const headers = { Origin: app.url.origin };
    const ordered = await owner.request("/?index", { method: "POST", headers, body: form });
    const pages = ["/history", ordered.headers.get("Location") ?? "", `/?source=${order.id}`];
    const html = (await Promise.all(pages.map((page) => owner.html(page)))).join("");
    const addresses = [...new Set(html.match(/\/(images|inputs)\/[\w/-]+\?s=[\w.-]+/g))];
    expect(addresses.map((address) => address.replace(/[\w-]{36}|\?.*/g, "")).sort()).toEqual([
      "/images/",
      "/images//thumbnail",
      "/inputs/",
    ]);

    const [stranger, elsewhere] = [await aMember(), new Visitor(app)];
    await elsewhere.post("/login", { email, password: "correct horse" });
    expect((await elsewhere.get("/history")).status).toBe(200);
    for (const address of addresses) {
      // A thumbnail is made a moment after its picture, which stands in for it until then.
      await expect
        .poll(async () => (await owner.get(address)).headers.get("Cache-Control"))
        .toMatch(/^private, max-age=\d+, immutable$/);
      const own = await owner.get(address);
      expect([own.status, await own.arrayBuffer().then(({ byteLength }) => byteLength > 100)]).toEqual([
        200,
        true,
      ]);
      expect(own.headers.get("Server-Timing")).toMatch(/storage;.*desc="1"/);
      expect(own.headers.get("Server-Timing")).not.toContain("db;");
      for (const other of [stranger, elsewhere, new Visitor(app)])
        expect([address, (await other.get(address)).status]).toEqual([address, 404]);
      // The address that somebody noted still opens, wherever its owner is signed in.
      const [plain = ""] = address.split("?");
      expect((await elsewhere.get(plain)).status).toBe(200);
      expect((await stranger.get(plain)).status).toBe(404);
    }
    owner.cookie = "";
    for (const address of addresses) expect((await owner.get(address)).status).toBe(404);
  });
});

describe("S12: the log", () => {
  test.each(["/s/", "/S/", "/%73/", "/%53/", "//s/", "/s//", "/s/%"])(
    "has no shared link, asked for as %s…",
    async (prefix) => {
      const token = "abcdefghijklmnopqrstuv";
      const from = app.lines.length;
      const answer = await fetch(`${app.url.origin}${prefix}${token}`, { redirect: "manual" });
      await answer.text();
      await expect.poll(() => eventsSince(from).some(({ event }) => event === "request")).toBe(true);
      expect(app.lines.slice(from).join("\n")).not.toContain(token);
    },
  );
});

test("S3: a flood of forms is turned away with a page that keeps the prompt and says when to come back", async () => {
  const visitor = new Visitor(app);
  const seen = { "X-Seen-From": "192.0.2.200" };
  const post = () =>
    visitor.post("/logout", { prompt: "A castle at dawn" }, { ...seen, Accept: "text/html" });
  const answers: Response[] = [];
  // The counter begins again with each minute of the clock, so a flood that began late in one meets its end in the next.
  const refused = () => answers.filter(({ status }) => status === 429);
  while (refused().length === 0 && answers.length < 1_220)
    answers.push(...(await Promise.all(Array.from({ length: 20 }, post))));
  expect(answers.length - refused().length).toBeGreaterThanOrEqual(600);
  expect(refused().length).toBeGreaterThan(0);
  expect(refused()[0]?.headers.get("Retry-After")).toBe("60");
  expect(await refused()[0]?.text()).toContain("A castle at dawn");
  expect((await new Visitor(app).post("/login", {}, { "X-Seen-From": "192.0.2.201" })).status).toBe(422);
});

describe("who may join", () => {
  test("where it is closed the page says so and leads to signing in, with what was typed before", async () => {
    const closed = await startApp({ SIGNUP: "closed" });
    const visitor = new Visitor(closed);
    const page = await visitor.html("/join?redirectTo=%2Fcredits");
    expect(page).toContain("No new accounts are taken here.");
    expect(page).not.toContain('name="password"');
    expect(page).toContain('href="/login?redirectTo=%2Fcredits"');
    const along = { draft: "prompt=A+cat" };
    expect(await (await visitor.post("/join", along)).text()).toContain('name="draft" value="prompt=A+cat"');
    const joining = { email: "nobody@example.com", password: "correct horse" };
    expect((await visitor.post("/join", joining)).status).toBe(422);
    expect((await visitor.post("/login", joining)).status).toBe(422);
    await closed.stop();
  });
});

test("S22: sharing what has no picture says that no link was made", async () => {
  const visitor = await aMember();
  const page = (await visitor.generate({ prompt: "a storm [fail]" })).headers.get("Location") ?? "";
  await expect.poll(() => visitor.html(page)).toContain("No picture this time");
  for (const verb of ["make", "change"]) {
    await visitor.post(`${page}/share`, { do: verb });
    const html = await visitor.html(page);
    expect(html).toContain("There is no picture to share here, so no link was made.");
    expect(html).not.toContain("/s/");
  }
});

test("S12: Cloudflare keeps no line of its own with whole addresses", async () => {
  const { readFile } = await import("node:fs/promises");
  expect(await readFile("wrangler.toml", "utf8")).toMatch(
    /^\[observability\.logs\]\nenabled = true\ninvocation_logs = false$/m,
  );
});
