import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { grade, type Scanned } from "./observatory";
import { Visitor } from "./visitor";

/** On https behind a proxy, which says so. */
let app: App;
let visitor: Visitor;
let stranger: Visitor;
let generation: string;
let shared: string;

beforeAll(async () => {
  app = await startApp({ PUBLIC_ORIGIN: "https://localhost" });
  stranger = new Visitor(app, { isBehindTls: true });
  visitor = new Visitor(app, { isBehindTls: true });
  await visitor.join();
  generation = (await visitor.generate()).headers.get("Location") ?? "";
  await visitor.post(`${generation}/share`, { do: "make", indexable: "1" });
  shared = (await visitor.html(generation)).match(/\/s\/[\w-]{22}/)?.[0] ?? "";
});

afterAll(() => app?.stop());

const image = () => generation.replace("generations", "images");
const get = (path: string, headers: Record<string, string> = {}) => visitor.request(path, { headers });
const asset = async () => (await visitor.html("/")).match(/\/assets\/[^"]+\.css/)?.[0] ?? "";

/** What nobody may embed, frame or read another meaning into. */
const EVERYWHERE = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-content-type-options": "nosniff",
};
const FROM_THE_WORKER = {
  ...EVERYWHERE,
  "cache-control": "private, no-cache",
  "server-timing": expect.stringMatching(/^request;desc="[0-9a-f]{12}", .*total;dur=/),
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-request-id": expect.stringMatching(/^[0-9a-f]{12}$/),
};
const LOADS_NOTHING = {
  ...FROM_THE_WORKER,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};
const PICTURE = {
  ...FROM_THE_WORKER,
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
};
const FOREVER = { "cache-control": "private, max-age=31536000, immutable" };
const PAGE = {
  ...FROM_THE_WORKER,
  "content-security-policy": expect.stringMatching(
    /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; upgrade-insecure-requests$/,
  ),
  "speculation-rules": '"/speculation-rules.json"',
  "permissions-policy": expect.stringMatching(
    /camera=\(\).*clipboard-write=\(self\), publickey-credentials-create=\(self\), publickey-credentials-get=\(self\)$/,
  ),
};
const FILE = {
  ...EVERYWHERE,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

type Answer = [what: string, status: number, ask: () => Promise<Response>, headers: Record<string, unknown>];

describe("every answer says what browsers may do with it", () => {
  test.each<Answer>([
    ["a page", 200, () => get("/"), PAGE],
    ["a page of somebody", 200, () => get(generation), PAGE],
    ["a page that is not there", 404, () => get("/nowhere"), PAGE],
    ["a shared page", 200, () => stranger.get(shared), PAGE],
    ["a form with mistakes", 422, () => stranger.post("/login", {}), PAGE],
    ["a redirect", 303, () => stranger.get("/history"), LOADS_NOTHING],
    ["a redirect after a form", 303, () => visitor.generate({ prompt: "A lake" }), LOADS_NOTHING],
    ["what the framework's router would ask for", 404, () => get("/history.data"), PAGE],
    ["a press in place", 204, pressInPlace, { ...LOADS_NOTHING, "clear-site-data": '"prefetchCache"' }],
    [
      "signing out",
      303,
      async () => (await signedIn()).post("/logout", {}),
      { ...LOADS_NOTHING, "clear-site-data": '"cache", "prefetchCache"' },
    ],
    [
      "what may be fetched beforehand",
      200,
      () => get("/speculation-rules.json"),
      {
        ...FILE,
        "content-type": "application/speculationrules+json",
        "cache-control": "public, max-age=86400",
      },
    ],
    ["a picture", 200, () => get(image()), { ...PICTURE, ...FOREVER }],
    ["a picture once more", 304, etagged, { ...PICTURE, ...FOREVER }],
    ["a picture to save", 200, () => get(`${image()}?download`), { ...PICTURE, ...FOREVER }],
    ["no picture", 404, () => stranger.get(image()), LOADS_NOTHING],
    [
      "a shared picture",
      200,
      () => stranger.get(`${shared}/image`),
      { ...PICTURE, "cache-control": "public, max-age=60", "cross-origin-resource-policy": "cross-origin" },
    ],
    [
      "a zip",
      200,
      () => get("/downloads/zip?part=1-9"),
      { ...LOADS_NOTHING, "cache-control": "private, no-store" },
    ],
    ["events", 200, () => get(`${generation}/events`), { ...LOADS_NOTHING, "cache-control": "no-store" }],
    ["events of nobody", 401, () => stranger.get(`${generation}/events`), LOADS_NOTHING],
    ["a method that nothing has", 405, () => visitor.request("/", { method: "PUT" }), PAGE],
    ["a form without a page", 405, () => visitor.post("/history", {}), { ...PAGE, allow: "GET, HEAD" }],
    ["a form from elsewhere", 403, () => visitor.post("/", {}, { Origin: "https://evil.test" }), PAGE],
    ["too much", 413, () => visitor.post("/?index", { prompt: "x".repeat(65_536) }), PAGE],
    ["news of nothing", 404, () => visitor.post(`/webhooks/replicate/${uuid}`, {}), LOADS_NOTHING],
    ["the healthcheck", 200, () => get("/healthcheck"), LOADS_NOTHING],
    ["a file", 200, () => get("/favicon.svg"), FILE],
    [
      "a hashed file",
      200,
      async () => get(await asset()),
      { ...FILE, "cache-control": "public, max-age=31536000, immutable" },
    ],
  ])("%s: %i", async (_, status, ask, headers) => {
    const response = await ask();
    await response.body?.cancel();
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([
      status,
      expect.objectContaining(headers),
    ]);
  });

  test("a thumbnail", async () => {
    const small = { ...PICTURE, ...FOREVER, "content-type": "image/webp" };
    const thumbnail = () => get(`${image()}/thumbnail`).then(({ headers }) => Object.fromEntries(headers));
    await expect.poll(thumbnail).toMatchObject(small);
  });

  test("no page has a style, a script in it or a copy of its data; what it loads is one file, or none", async () => {
    for (const [path, count] of [
      ["/", 1],
      ["/history", 1],
      [generation, 1],
      ["/credits", 1],
      ["/account", 1],
      ["/nowhere", 1],
      ["/account/passkeys", 1],
    ] as const) {
      const html = await (await get(path)).text();
      expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<!--|__remix/);
      const scripts = html.match(/<script.*?<\/script>/gs) ?? [];
      expect([path, scripts.length]).toEqual([path, count]);
      for (const script of scripts)
        expect(script).toMatch(/^<script type="module" src="\/assets\/[\w.-]+\.js"><\/script>$/);
    }
    for (const path of [shared, "/join", "/forgot", "/nowhere"])
      expect(await (await stranger.get(path)).text()).not.toContain("<script");
    // Where people sign in it is the one of passkeys, and no other.
    const signIn = (await stranger.html("/login")).match(/<script.*?<\/script>/gs);
    expect(signIn).toEqual([
      expect.stringMatching(/^<script type="module" src="\/assets\/passkeys-[\w-]+\.js"><\/script>$/),
    ]);
  });

  test("the build holds nothing that no page loads", async () => {
    const pages = await Promise.all([stranger.html("/"), stranger.html("/login"), visitor.html("/")]);
    const loaded = new Set(pages.flatMap((html) => html.match(/(?<=\/assets\/)[^"]+/g) ?? []));
    expect((await readdir("build/client/assets")).toSorted()).toEqual([...loaded].toSorted());
  });
});

async function signedIn(): Promise<Visitor> {
  const somebody = new Visitor(app, { isBehindTls: true });
  await somebody.join();
  return somebody;
}

const pressInPlace = () => visitor.post(`${generation}/favorite`, { favorite: "1" }, { "In-Place": "1" });

const uuid = "01a20ac2-cfc7-7bbf-b504-10328d7c8d09";

async function etagged(): Promise<Response> {
  const { headers } = await get(image());
  return get(image(), { "If-None-Match": headers.get("ETag") ?? "" });
}

describe("a request's id", () => {
  test.each([
    ["Cloudflare's own", "8f1c2d3e4a5b6c7d-FRA", /^8f1c2d3e4a5b6c7d-FRA$/],
    ["and without its place", "8f1c2d3e4a5b6c7d", /^8f1c2d3e4a5b6c7d$/],
    ["a fresh one for what is none", '8f1c2d3e4a5b6c7d", "x', /^[0-9a-f]{12}$/],
    ["a fresh one for none", "", /^[0-9a-f]{12}$/],
  ])("is %s", async (_, ray, id) => {
    const { headers } = await get("/", { "CF-Ray": ray });
    expect(headers.get("X-Request-Id")).toMatch(id);
    expect(headers.get("Server-Timing")).toContain(`request;desc="${headers.get("X-Request-Id")}", `);
  });

  test("is in every line that the request causes, also when its reader has left, and in no other's", async () => {
    const caused = (id: string | null) => () =>
      app.lines
        .filter((line) => line.includes(`"request_id":"${id}"`))
        .map((line) => JSON.parse(line).event)
        .sort();
    const made = (await visitor.generate({ prompt: "A mill" })).headers.get("X-Request-Id");
    const zip = await get("/downloads/zip?part=1-9");
    await zip.arrayBuffer();
    const leave = new AbortController();
    const events = await visitor.request(`/generations/${uuid}/events?new`, { signal: leave.signal });
    await events.body?.getReader().read();
    leave.abort();
    await expect.poll(caused(made)).toEqual(["generation", "request"]);
    await expect.poll(caused(zip.headers.get("X-Request-Id"))).toEqual(["request", "zip"]);
    const left = caused(events.headers.get("X-Request-Id"));
    await expect.poll(left).toEqual(["events_closed", "request"]);
  });
});

describe("the MDN HTTP Observatory", () => {
  async function scanned(): Promise<Scanned> {
    const page = await stranger.get("/");
    const signedIn = new Visitor(app, { isBehindTls: true });
    const answers = [
      await signedIn.post("/join", { email: "observed@example.com", password: "correct horse" }),
      await signedIn.post("/settings", { set: "shortcuts" }),
      await signedIn.get("/"),
    ];
    return {
      http: await new Visitor(app).get("/"),
      https: page.headers,
      html: await page.text(),
      cookies: answers.flatMap(({ headers }) => headers.getSetCookie()),
      preflight: (
        await stranger.request("/", { method: "OPTIONS", headers: { Origin: "https://evil.test" } })
      ).headers,
    };
  }

  test("gives 145 points", async () => {
    const site = await scanned();
    expect(site.cookies.map((cookie) => cookie.split("=")[0])).toEqual([
      "__Host-session",
      "__Host-known",
      "__Host-bookmark",
      "__Host-notice",
      "__Host-shortcuts",
      "__Host-notice",
    ]);
    expect(grade(site)).toEqual({
      score: 145,
      results: [
        "csp-implemented-with-no-unsafe-default-src-none",
        "cookies-secure-with-httponly-sessions-and-samesite",
        "coep-not-implemented",
        "coop-implemented-with-same-origin",
        "cross-origin-resource-sharing-not-implemented",
        "redirection-to-https",
        "referrer-policy-private",
        "hsts-implemented-max-age-at-least-six-months",
        "sri-not-implemented-but-all-scripts-loaded-from-secure-origin",
        "x-content-type-options-nosniff",
        "x-frame-options-implemented-via-csp",
        "corp-implemented-with-same-origin",
      ],
    });
  });

  test.each([
    ["Content-Security-Policy", 55],
    ["Cross-Origin-Opener-Policy", 135],
    ["Cross-Origin-Resource-Policy", 135],
    ["Referrer-Policy", 140],
    ["Strict-Transport-Security", 80],
    ["X-Content-Type-Options", 140],
  ])("and without %s only %i", async (name, score) => {
    const site = await scanned();
    const https = new Headers(site.https);
    https.delete(name);
    expect(grade({ ...site, https }).score).toBe(score);
  });
});
