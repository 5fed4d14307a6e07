import { describe, expect, test, vi } from "vitest";
import { orderColumns } from "~/generations/order/order-columns.server";
import { startGeneration } from "~/generations/start.server";
import { DEFAULT_MODEL, MODELS } from "~/models/models";
import { PNG } from "../../test/pretend-replicate";
import { anAccount, anOrder, creditsOf, generation, world } from "../../test/world";
import { replicateFor } from "./client.server";
import { mayFetchFrom } from "./download.server";

const BUSY = { kind: "busy", retryAfterSeconds: 7 };

const create = (using: ReturnType<typeof world>) =>
  using.replicate.create({
    model: DEFAULT_MODEL.id,
    input: { prompt: "a castle", seed: 1, ...JSON.parse(orderColumns(anOrder()).input) },
    deadlineSeconds: 300,
  });

describe("a POST is sent once", () => {
  test.each([
    ["the connection breaks", () => Promise.reject(new TypeError("Network connection lost."))],
    ["the answer is 429", () => new Response(null, { status: 429 })],
    ["the answer is 500", () => new Response(null, { status: 500 })],
    ["the answer is 402", () => new Response(null, { status: 402 })],
    ["the answer is no JSON", () => new Response("<html>", { status: 201 })],
  ])("when %s", async (_, answer) => {
    const using = world();
    using.pretend.onCreate = answer;
    await create(using);
    expect(using.pretend).toMatchObject({ creates: 1, mistakes: [] });
  });
});

describe("what became of it", () => {
  test("made", async () => {
    expect(await create(world())).toMatchObject({ kind: "prediction", prediction: { status: "succeeded" } });
  });

  test.each([401, 402, 403, 404, 422])("%i: refused, nothing was made", async (status) => {
    const using = world();
    using.pretend.onCreate = () => Response.json({ detail: "…", status }, { status });
    expect(await create(using)).toEqual({ kind: "refused", status });
  });

  test.each([
    ["the header", new Response(null, { status: 429, headers: { "Retry-After": "7" } }), 7],
    ["the body", Response.json({ detail: "…", retry_after: 3.2 }, { status: 429 }), 4],
    [
      "the text",
      Response.json({ detail: "Request was throttled. Your rate limit resets in ~30s." }, { status: 429 }),
      30,
    ],
    ["nobody", new Response(null, { status: 429 }), 10],
  ])("429: busy for as long as %s says", async (_, answer, retryAfterSeconds) => {
    const using = world();
    using.pretend.onCreate = () => answer;
    expect(await create(using)).toEqual({ kind: "busy", retryAfterSeconds });
  });

  test.each([500, 502, 504])("%i: unknown", async (status) => {
    const using = world();
    using.pretend.onCreate = () => new Response("<html>", { status });
    expect(await create(using)).toEqual({ kind: "unknown" });
  });

  test("no answer, or one that is not Replicate's: unknown", async () => {
    const using = world();
    using.pretend.onCreate = () => Promise.reject(new TypeError("reset"));
    expect(await create(using)).toEqual({ kind: "unknown" });
    using.pretend.onCreate = () => Response.json({ hello: "world" }, { status: 201 });
    expect(await create(using)).toEqual({ kind: "unknown" });
  });

  test("an output of one URL reads like a list", async () => {
    const using = world();
    using.pretend.onCreate = (made) =>
      Response.json({ ...made, status: "succeeded", output: "https://replicate.delivery/x" });
    expect(await create(using)).toMatchObject({ prediction: { output: ["https://replicate.delivery/x"] } });
  });
});

describe("files", () => {
  const picture = () => new File([PNG], "picture.png", { type: "image/png" });
  const FAILURES: [string, () => Response | Promise<Response>, object][] = [
    ["the connection breaks", () => Promise.reject(new TypeError("reset")), { kind: "unknown" }],
    ["429", () => new Response(null, { status: 429, headers: { "Retry-After": "7" } }), BUSY],
    ["500", () => new Response("<html>", { status: 500 }), { kind: "unknown" }],
    ["413", () => Response.json({ detail: "…" }, { status: 413 }), { kind: "refused", status: 413 }],
  ];

  test("are taken with their type, kept for us alone, and gone when they are removed", async () => {
    const using = world();
    const upload = await using.replicate.upload(picture());
    if (upload.kind !== "file") throw new Error(upload.kind);
    const { id, url } = upload.file;
    expect(using.pretend.sentFiles.stored).toMatchObject([
      { id, content_type: "image/png", size: PNG.length },
    ]);
    expect(using.pretend.sentFiles.bytesAt(url)).toEqual(PNG);
    const withoutToken = new Request(url, { redirect: "manual" });
    expect((await using.pretend.sentFiles.answer(withoutToken)).status).toBe(401);
    expect(await using.replicate.removeFile(id)).toEqual({ kind: "gone" });
    expect(await using.replicate.removeFile(id)).toEqual({ kind: "gone" });
    expect(using.pretend.sentFiles.stored).toEqual([]);
    expect(using.pretend.mistakes).toEqual([]);
  });

  test.each(FAILURES)("%s: one request, and the same answer as for a create", async (_, answer, outcome) => {
    const using = world();
    using.pretend.sentFiles.onUpload = answer;
    expect(await using.replicate.upload(picture())).toEqual(outcome);
    expect(using.pretend.requests).toHaveLength(1);
    using.pretend.sentFiles.onUpload = (file) => Response.json(file);
    const upload = await using.replicate.upload(picture());
    using.pretend.sentFiles.onRemove = answer;
    expect(await using.replicate.removeFile(upload.kind === "file" ? upload.file.id : "")).toEqual(outcome);
    expect(using.pretend.requests).toHaveLength(3);
  });

  test.each([
    ["an address elsewhere", { id: "x", urls: { get: "https://evil.test/v1/files/x" } }],
    ["plain http", { id: "x", urls: { get: "http://api.replicate.com/v1/files/x" } }],
    [
      "an id that is a way out",
      { id: "../predictions", urls: { get: "https://api.replicate.com/v1/files/x" } },
    ],
    ["no address", { id: "x", urls: {} }],
  ])("%s is not believed", async (_, said) => {
    const using = world();
    using.pretend.sentFiles.onUpload = () => Response.json(said, { status: 201 });
    expect(await using.replicate.upload(picture())).toEqual({ kind: "unknown" });
  });

  test("an input that names one that is gone fails, and a picture inside the request is too much", async () => {
    const using = world();
    const ask = (input_image: string) =>
      using.replicate.create({
        model: MODELS.kontext.id,
        input: { prompt: "a castle", seed: 1, aspect_ratio: "1:1", input_image },
        deadlineSeconds: 300,
      });
    const missing = "https://api.replicate.com/v1/files/gone";
    expect(await ask(missing)).toMatchObject({
      prediction: { status: "failed", input: { files: [missing] } },
    });
    const inside = `data:image/png;base64,${"A".repeat(1_000_000)}`;
    expect(await ask(inside)).toEqual({ kind: "refused", status: 400 });
  });

  test("the time by which Replicate ends a prediction is said with a create alone", async () => {
    const using = world();
    const said: (string | null)[] = [];
    const replicate = replicateFor(using.settings, using.timings, (request) => {
      said.push(request.headers.get("Cancel-After"));
      return using.pretend.answer(request);
    });
    await replicate.upload(picture());
    await replicate.cancel("x");
    expect(said).toEqual([null, null]);
  });
});

describe("neither our token nor Replicate's words are logged, whatever console method", () => {
  const METHODS = ["log", "info", "warn", "error", "debug", "trace", "dir"] as const;

  test.each<[string, () => Response | Promise<Response>]>([
    ...[400, 401, 402, 403, 404, 422, 429, 500].map((status): [string, () => Response] => [
      `it refuses with ${status}`,
      () => Response.json({ detail: "secret words", title: "secret words" }, { status }),
    ]),
    ["it fails", () => Response.json({ id: "x", status: "failed", error: "secret words r8_of_the_tests" })],
    [
      "it is not understood",
      () => Response.json({ id: "x", status: "secret words", output: { a: "secret words" } }),
    ],
    ["the network breaks", () => Promise.reject(new TypeError("secret words r8_of_the_tests"))],
  ])("when %s", async (_, answer) => {
    const written = METHODS.map((method) => vi.spyOn(console, method).mockReturnValue());
    const using = world();
    using.pretend.onCreate = answer;
    using.pretend.onGet = answer;
    using.pretend.onList = answer;
    const order = anOrder();
    await startGeneration(using, await anAccount(using), order);
    await using.replicate.get("x");
    await using.replicate.cancel("x");
    using.pretend.sentFiles.onUpload = answer;
    await using.replicate.upload(new File(["x"], "x.png"));
    await using.replicate.removeFile("x");
    await using.replicate.since("2026-01-01T00:00:00.000Z");
    const lines = written.flatMap((spy) => spy.mock.calls);
    vi.restoreAllMocks();
    expect(JSON.stringify(lines)).not.toMatch(/r8_of_the_tests|secret words/);
  });

  test("a refusal is logged, so there is something to look at", async () => {
    const written = vi.spyOn(console, "error").mockReturnValue();
    const using = world();
    using.pretend.onCreate = () => Response.json({ detail: "secret words" }, { status: 401 });
    await startGeneration(using, await anAccount(using), anOrder());
    expect(written.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
      { event: "replicate_refused", status: 401 },
    ]);
    vi.restoreAllMocks();
  });
});

describe("our token goes to Replicate and nowhere else", () => {
  /** Every request as it leaves us. */
  function sent(answer: (request: Request) => Response) {
    const requests: Request[] = [];
    const { settings, timings } = world({ REPLICATE_API_BASE_URL: "https://api.replicate.com/v1" });
    const replicate = replicateFor(settings, timings, async (request) => {
      requests.push(request);
      return answer(request);
    });
    return { requests, replicate };
  }
  const elsewhere = () => new Response(null, { status: 302, headers: { Location: "https://evil.test/" } });

  test("no call follows a redirect", async () => {
    const { requests, replicate } = sent(elsewhere);
    await replicate.create({ model: "black-forest-labs/flux-schnell", input: {}, deadlineSeconds: 300 });
    await replicate.get("x");
    await replicate.cancel("x");
    await replicate.upload(new File(["x"], "x.png"));
    await replicate.removeFile("x");
    await replicate.since("2026-01-01T00:00:00.000Z");
    await replicate.download("https://replicate.delivery/x.webp");
    expect(requests.map(({ redirect }) => redirect)).toEqual(Array(7).fill("manual"));
    expect(new Set(requests.map(({ url }) => new URL(url).host))).toEqual(
      new Set(["api.replicate.com", "replicate.delivery"]),
    );
  });

  test("a create has the deadline that its caller names, and no other call has one", async () => {
    const { requests, replicate } = sent(elsewhere);
    for (const deadlineSeconds of [90, 600])
      await replicate.create({ model: "black-forest-labs/flux-schnell", input: {}, deadlineSeconds });
    await replicate.get("x");
    await replicate.cancel("x");
    await replicate.since("2026-01-01T00:00:00.000Z");
    expect(requests.map(({ headers }) => headers.get("Cancel-After"))).toEqual([
      "90s",
      "600s",
      null,
      null,
      null,
    ]);
  });

  test("a download carries no token, and no other header of ours", async () => {
    const { requests, replicate } = sent(() => new Response("x"));
    await replicate.download("https://replicate.delivery/x.webp");
    expect([...(requests[0]?.headers ?? [])]).toEqual([]);
  });

  test.each([
    "https://evil.test/v1/predictions?page=2",
    "http://api.replicate.com/v1/predictions?page=2",
    "https://api.replicate.com:8443/v1/predictions",
    "//evil.test/v1/predictions",
    "data:application/json,{}",
  ])("the list is not read on at %s", async (next) => {
    const { requests, replicate } = sent(() => Response.json({ results: [], next }));
    expect(await replicate.since("2026-01-01T00:00:00.000Z")).toBeNull();
    expect(requests).toHaveLength(1);
  });

  test("a list without an end is read for ten pages", async () => {
    const { requests, replicate } = sent(({ url }) => Response.json({ results: [], next: url }));
    expect(await replicate.since("2026-01-01T00:00:00.000Z")).toBeNull();
    expect(requests).toHaveLength(10);
  });
});

test("a download without an end, or of more than 20 MB behind a valid beginning, is not read to it", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const using = world();
  let sent = 0;
  using.pretend.onDownload = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.enqueue(sent === 0 ? PNG : new Uint8Array(1 << 20));
          sent++;
        },
      }),
    );
  const order = anOrder();
  const user = await anAccount(using);
  await startGeneration(using, user, order);
  vi.restoreAllMocks();
  expect(await generation(using, order.id)).toMatchObject({ status: "failed", error_code: "bad_picture" });
  expect(await creditsOf(using, user)).toBe(10);
  expect(sent).toBeLessThan(60);
});

test.each([
  ["https://replicate.delivery/a.webp", true],
  ["https://pbxt.replicate.delivery/a.webp", true],
  ["http://replicate.delivery/a.webp", false],
  ["https://replicate.delivery.evil.test/a.webp", false],
  ["https://evilreplicate.delivery/a.webp", false],
  ["https://replicate.delivery:8443/a.webp", false],
  ["https://evil.test/replicate.delivery", false],
  ["http://127.0.0.1:9000/a.webp", true],
  ["http://127.0.0.1:9001/a.webp", false],
  ["http://127.0.0.1/a.webp", false],
  ["data:image/png;base64,AAAA", false],
])("files from %s: %s", (url, allowed) => {
  expect(mayFetchFrom(new URL(url), ["replicate.delivery", "127.0.0.1:9000"])).toBe(allowed);
});
