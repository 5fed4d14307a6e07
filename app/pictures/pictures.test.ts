import { describe, expect, test, vi } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { partsBesideXmp } from "../../test/containers";
import { PNG, WEBP } from "../../test/pretend-replicate";
import { anAccount, anOrder, expectBooksToBalance, generation, world } from "../../test/world";
import { openPicture, openThumbnail } from "./open.server";
import { askStore } from "./store.server";

async function aPicture(prompt = "A castle at dawn", bytes = WEBP) {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder({ prompt });
  using.pretend.onDownload = () => new Response(bytes);
  await startGeneration(using, user, order);
  const open = (path = "", headers: Record<string, string> = {}, by = user) =>
    openPicture(
      using,
      by,
      order.id,
      new Request(`https://flux.example/images/${order.id}${path}`, { headers }),
    );
  return { using, user, id: order.id, open };
}

describe("keeping", () => {
  test("a picture has its size and type from its bytes, whatever the server said", async () => {
    const { using, id } = await aPicture("png", PNG);
    expect(
      await using.db.selectFrom("images").selectAll().where("id", "=", id).executeTakeFirst(),
    ).toMatchObject({
      content_type: "image/png",
      width: 1,
      height: 1,
      bytes: PNG.length,
    });
  });

  test.each([
    [
      "a page",
      () =>
        new Response("<!doctype html><title>Not found</title>", { headers: { "Content-Type": "image/png" } }),
    ],
    ["an SVG", () => new Response('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
    ["nothing", () => new Response(new Uint8Array())],
    ["over 40 MB, which begins as a picture does", () => new Response(webpOf(41))],
    ["a redirect", () => Response.redirect("https://evil.test/", 302)],
  ])("%s is not a picture: nothing is stored, the credit comes back", async (_, answer) => {
    const using = world();
    const user = await anAccount(using);
    const order = anOrder();
    using.pretend.onDownload = answer;
    await startGeneration(using, user, order);
    expect(await generation(using, order.id)).toMatchObject({
      status: "failed",
      error_code: "bad_picture",
      image_id: null,
    });
    expect(await using.pictures.head(`pictures/${order.id}`)).toBeNull();
    await expectBooksToBalance(using, user);
  });

  test("the same of 38 MB is kept: it is the size that was refused", async () => {
    const using = world();
    const order = anOrder();
    using.pretend.onDownload = () => new Response(webpOf(38));
    await startGeneration(using, await anAccount(using), order);
    expect(await generation(using, order.id)).toMatchObject({ status: "succeeded" });
  });

  test("a file on a host that is not listed is never asked for", async () => {
    const using = world();
    const user = await anAccount(using);
    const order = anOrder();
    using.pretend.onCreate = (made) =>
      Response.json({ ...made, status: "succeeded", output: ["https://evil.test/a.webp"] }, { status: 201 });
    await startGeneration(using, user, order);
    expect(await generation(using, order.id)).toMatchObject({ status: "failed", error_code: "bad_picture" });
    expect(using.pretend.requests).toHaveLength(1);
  });
});

describe("opening", () => {
  test("is for its owner", async () => {
    const { using, open } = await aPicture();
    const bytes = new Uint8Array((await (await open())?.arrayBuffer()) ?? []);
    expect(partsBesideXmp(bytes)).toEqual(partsBesideXmp(WEBP));
    expect(await open("", {}, await anAccount(using))).toBeNull();
  });

  test("says what it is, and that it may be kept for ever by this visitor only", async () => {
    const { open } = await aPicture();
    const bytes = (await (await open())?.arrayBuffer()) ?? new ArrayBuffer();
    expect(Object.fromEntries((await open())?.headers ?? [])).toMatchObject({
      "content-type": "image/webp",
      "content-length": String(bytes.byteLength),
      "cache-control": "private, max-age=31536000, immutable",
      etag: expect.stringMatching(/^"[0-9a-f]{32}\.[0-9a-f]{8}"$/),
    });
  });

  test("is not sent again to who has it", async () => {
    const { open } = await aPicture();
    const etag = (await open())?.headers.get("ETag") ?? "";
    for (const known of [etag, `W/${etag}`]) {
      const again = await open("", { "If-None-Match": known });
      expect(again?.status).toBe(304);
      expect(again?.headers.get("ETag")).toBe(etag);
    }
    expect((await open("", { "If-None-Match": '"other"' }))?.status).toBe(200);
  });

  test.each([
    ["A castle, at dawn!", "A-castle-at-dawn.webp", "A-castle-at-dawn.webp"],
    ["一座山", "picture.webp", "%E4%B8%80%E5%BA%A7%E5%B1%B1.webp"],
    ['../"; evil\r\nname', "evil-name.webp", "evil-name.webp"],
    ["cafe\u0301 😀", "cafe.webp", "caf%C3%A9.webp"],
    ["café 😀", "cafe.webp", "caf%C3%A9.webp"],
    ["!!!", "picture.webp", "picture.webp"],
    ["crème brûlée", "creme-brulee.webp", "cr%C3%A8me-br%C3%BBl%C3%A9e.webp"],
  ])("has a name from the prompt %j", async (prompt, ascii, encoded) => {
    const { open } = await aPicture(prompt);
    expect((await open())?.headers.get("Content-Disposition")).toBe(
      `inline; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    );
    expect((await open("?download"))?.headers.get("Content-Disposition")).toMatch(/^attachment; /);
  });
});

describe("F30: the store", () => {
  test("is asked for no body by a HEAD, whatever is asked for and whatever its asker has", async () => {
    const { using, user, id } = await aPicture();
    await using.afterwards();
    const asked: string[] = [];
    const pictures = new Proxy(using.pictures, {
      get(target, name) {
        asked.push(String(name));
        return Reflect.get(target, name).bind(target);
      },
    });
    const head = (path: string, headers: Record<string, string> = {}) => {
      const request = new Request(`https://flux.example/images/${id}${path}`, { method: "HEAD", headers });
      const open = path.startsWith("/thumbnail") ? openThumbnail : openPicture;
      return open({ ...using, pictures }, user, id, request);
    };
    const etag = (await head(""))?.headers.get("ETag") ?? "";
    for (const path of ["", "?download", "?download&prompt=1", "/thumbnail"])
      for (const known of [{}, { "If-None-Match": etag }]) {
        const answer = await head(path, known as Record<string, string>);
        expect(answer?.body).toBeNull();
        expect([200, 304]).toContain(answer?.status);
      }
    expect(new Set(asked)).toEqual(new Set(["head"]));
  });

  test.each([
    ["get: We encountered an internal error. Please try again. (10001)", "r2_10001"],
    ["get: The key 'pictures/private (12)' is not valid. (10020)", "r2_10020"],
    ["private (1234567)", "other"],
    ["Network connection lost: private", "other"],
  ])("%j is logged as %s", async (message, reason) => {
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const failing = askStore(world(), () => Promise.reject(new Error(message)));
    await expect(failing).rejects.toThrow("pictures unavailable");
    const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)));
    logged.mockRestore();
    expect(lines).toEqual([{ event: "unavailable", part: "pictures", reason }]);
  });
});

/** A whole and valid WebP that has a chunk of so many megabytes behind its picture, streamed: more than may be read. */
function webpOf(megabytes: number): ReadableStream<Uint8Array> {
  const pieces = Array.from({ length: megabytes }, () => new Uint8Array(1024 * 1024));
  const size = pieces.length * 1024 * 1024;
  const head = new Uint8Array(WEBP.length + 8);
  head.set(WEBP);
  head.set(new TextEncoder().encode("JUNK"), WEBP.length);
  const view = new DataView(head.buffer);
  view.setUint32(WEBP.length + 4, size, true);
  view.setUint32(4, head.length - 8 + size, true);
  return new ReadableStream({
    start: (controller) => controller.enqueue(head),
    pull(controller) {
      const piece = pieces.pop();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
}
