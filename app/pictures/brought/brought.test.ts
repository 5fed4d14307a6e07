import { env } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import type { User } from "~/accounts/user";
import { startGeneration } from "~/generations/start.server";
import { fixture } from "../../../test/fixtures";
import { pngChunk, SECRET, withMetadata } from "../../../test/metadata";
import { PNG, WEBP } from "../../../test/pretend-replicate";
import { encoded, varied } from "../../../test/real-pictures";
import { anAccount, anInput, anOrder, creditsOf, generation, type World, world } from "../../../test/world";
import { inputKey } from "../keys.server";
import { takePicture } from "./bring.server";
import { openInput } from "./open.server";
import { pictureNamedBy } from "./shown.server";
import { sweepInputs } from "./sweep.server";

type Fields = Record<string, string | Uint8Array<ArrayBuffer>>;

function bring(using: World, user: User, fields: Fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    form.append(name, typeof value === "string" ? value : new File([value], "mine"));
  return takePicture(using, user, form);
}

/** A PNG whose header claims a size; nothing else of it is ever read. */
function claiming(width: number, height: number): Uint8Array<ArrayBuffer> {
  const png = PNG.slice();
  new DataView(png.buffer).setUint32(16, width);
  new DataView(png.buffer).setUint32(20, height);
  return png;
}

test("a picture is kept without what it says of places and names, and only its owner sees it", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  const input = await anInput(using, user, withMetadata("image/png", PNG));
  const opened = await openInput(using, user, input.id);
  const bytes = Buffer.from((await opened?.arrayBuffer()) ?? new ArrayBuffer());
  expect(bytes.includes("PNG")).toBe(true);
  expect(bytes.includes(SECRET)).toBe(false);
  expect(opened?.headers.get("Content-Type")).toBe("image/png");
  expect(await openInput(using, stranger, input.id)).toBeNull();
  expect(await openInput(using, user, "no-id")).toBeNull();
});

test.each(["image/png", "image/jpeg", "image/webp"] as const)(
  "%s is known by its bytes, whatever the file is called",
  async (type) => {
    const using = world();
    const bytes = await encoded(type, varied(40, 30));
    const form = new FormData();
    form.append("picture", new File([bytes], "mine.gif", { type: "text/html" }));
    expect(await takePicture(using, await anAccount(using), form)).toMatchObject({
      kind: "kept",
      input: { content_type: type, width: 40, height: 30 },
    });
  },
);

test("16 megapixels are taken, and not a row more", async () => {
  const using = world();
  const user = await anAccount(using);
  const ofSize = (width: number, height: number) => {
    const header = Buffer.from(PNG.subarray(16, 29));
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    return new Uint8Array(Buffer.concat([PNG.subarray(0, 8), pngChunk("IHDR", header), PNG.subarray(33)]));
  };
  expect((await bring(using, user, { picture: ofSize(4000, 4000) })).kind).toBe("kept");
  expect(await bring(using, user, { picture: ofSize(4000, 4001) })).toEqual({
    kind: "refused",
    mistake: "picture_too_many_pixels",
  });
});

describe("bad files get an answer, and nothing is stored", () => {
  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ["an empty one", new Uint8Array(), "picture_empty"],
    ["one of more than 10 MB", new Uint8Array(10_000_001), "picture_too_large"],
    ["one that lies about its type", new TextEncoder().encode("<svg onload=alert(1)>"), "picture_wrong_kind"],
    [
      "a GIF",
      new TextEncoder().encode("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000"),
      "picture_wrong_kind",
    ],
    ["a decompression bomb", claiming(50_000, 50_000), "picture_too_many_pixels"],
    ["one cut off in the middle", PNG.slice(0, 40), "picture_damaged"],
  ])("%s", async (_, bytes, mistake) => {
    const using = world();
    const before = (await env.PICTURES.list({ prefix: inputKey("") })).objects.length;
    expect(await bring(using, await anAccount(using), { picture: bytes })).toEqual({
      kind: "refused",
      mistake,
    });
    expect((await env.PICTURES.list({ prefix: inputKey("") })).objects).toHaveLength(before);
  });
});

test("no file chosen is no picture", async () => {
  const form = new FormData();
  form.append("picture", new File([], ""));
  expect(await takePicture(world(), await anAccount(world()), form)).toEqual({ kind: "none" });
  expect([...form]).toEqual([]);
});

test("one that came with an earlier form comes again by its id, to its owner", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  const input = await anInput(using, user);
  expect(await bring(using, user, { input: input.id })).toEqual({ kind: "kept", input });
  expect((await bring(using, stranger, { input: input.id })).kind).toBe("refused");
  expect((await bring(using, user, { input: "'; --" })).kind).toBe("refused");
  expect(await bring(using, user, { input: input.id, leave_out: "1" })).toEqual({ kind: "none" });
  const named = (who: User) => pictureNamedBy(using, who, new URLSearchParams({ input: input.id }));
  expect(await named(user)).toMatchObject({ src: `/inputs/${input.id}` });
  expect(await named(stranger)).toBeNull();
});

test("a picture from the history is copied, and only one's own", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  using.pretend.onDownload = () => new Response(WEBP);
  const made = anOrder();
  await startGeneration(using, user, made);
  const brought = await bring(using, user, { source: made.id });
  expect(brought).toMatchObject({ kind: "kept", input: { content_type: "image/webp" } });
  expect((await bring(using, stranger, { source: made.id })).kind).toBe("refused");
  const named = (who: User) => pictureNamedBy(using, who, new URLSearchParams({ source: made.id }));
  expect(await named(user)).toMatchObject({ src: `/images/${made.id}` });
  expect(await named(stranger)).toBeNull();
});

test("Replicate is given the bytes themselves, as they are kept", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 30 });
  const asked: unknown[] = [];
  using.pretend.onCreate = (made) => {
    asked.push(made.input.input_image ?? made.input.input_images);
    return Response.json(using.pretend.succeed(made), { status: 201 });
  };
  const input = await anInput(using, user);
  await startGeneration(using, user, anOrder({ model: "kontext" }, input));
  await startGeneration(using, user, anOrder({ model: "flux2" }, input));
  const dataUri = `data:image/png;base64,${Buffer.from(PNG).toString("base64")}`;
  expect(asked).toEqual([dataUri, [dataUri]]);
  expect(using.pretend.mistakes).toEqual([]);
});

test("when its bytes are gone the credits come back and Replicate is not asked", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 13 });
  const input = await anInput(using, user);
  await env.PICTURES.delete(inputKey(input.id));
  const order = anOrder({ model: "kontext" }, input);
  await startGeneration(using, user, order);
  expect(await generation(using, order.id)).toMatchObject({ status: "failed" });
  expect(await creditsOf(using, user)).toBe(13);
  expect(using.pretend.creates).toBe(0);
});

test("the same change of the same picture is in the result cache, of another picture it is not", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24" });
  const user = await anAccount(using, { credits: 100 });
  const order = async (bytes: Uint8Array<ArrayBuffer>) => {
    const input = await anInput(using, user, bytes);
    await startGeneration(using, user, anOrder({ model: "kontext", prompt: "Winter" }, input));
    return creditsOf(using, user);
  };
  expect(await order(PNG)).toBe(87);
  expect(await order(PNG)).toBe(87);
  expect(await order(WEBP)).toBe(74);
});

test("what came to no order in a day is removed, and what a crash left behind; the rest stays", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 100 });
  const [used, unused] = [await anInput(using, user), await anInput(using, user, WEBP)];
  await startGeneration(using, user, anOrder({ model: "kontext" }, used));
  const orphan = inputKey("00000000-0000-7000-8000-000000000000");
  await env.PICTURES.put(orphan, PNG);
  const DAY = 24 * 60 * 60 * 1000;

  await sweepInputs(using);
  expect(await env.PICTURES.head(inputKey(unused.id))).not.toBeNull();
  vi.useFakeTimers({ now: Date.now() + DAY + 1000, toFake: ["Date"] });
  const fresh = await anInput(using, user, fixture("base.jpg"));
  await env.PICTURES.delete(inputKey(fresh.id));
  await sweepInputs(using);
  vi.useRealTimers();

  const left = (await env.PICTURES.list({ prefix: "inputs/" })).objects.map(({ key }) => key);
  expect(left).toContain(inputKey(used.id));
  expect(left).not.toContain(inputKey(unused.id));
  expect(left).not.toContain(orphan);
  expect(await openInput(using, user, unused.id)).toBeNull();
  expect(await using.db.selectFrom("inputs").select("id").where("id", "=", fresh.id).execute()).toHaveLength(
    1,
  );
});
