import { describe, expect, test } from "vitest";
import { deleteGenerations } from "~/history/deleted/delete.server";
import { removeForGood } from "~/history/deleted/remove.server";
import { previewOf } from "~/pictures/preview.server";
import { decode } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { partsBesideXmp } from "../../test/containers";
import { WEBP } from "../../test/pretend-replicate";
import { type ContentType, encoded, plain, varied } from "../../test/real-pictures";
import { anAccount, anOrder, type World, world } from "../../test/world";
import type { User } from "../accounts/user";
import { startGeneration } from "../generations/start.server";
import { linkTo, revoke, share, shareOf } from "./share.server";
import { openShared, openSharedPreview, sharedPicture } from "./shared-picture.server";

const silent = { withPrompt: false, indexable: false };
const request = (headers = {}) => new Request("https://flux.example/s/x/image", { headers });

async function aPicture(using: World, user: User) {
  const { id } = anOrder();
  await startGeneration(using, user, anOrder({ id, prompt: "A castle" }));
  return id;
}

async function tokenOf(using: World, user: User, id: string) {
  return (await shareOf(using, user, id))?.token ?? "";
}

test("a link is of 128 random bits, and there is one for a picture", async () => {
  const using = world();
  const user = await anAccount(using);
  const id = await aPicture(using, user);
  await Promise.all([share(using, user, id, silent), share(using, user, id, silent)]);
  const token = await tokenOf(using, user, id);
  expect(Buffer.from(token, "base64url")).toHaveLength(16);
  expect(
    await using.db.selectFrom("shares").select("token").where("user_id", "=", user.id).execute(),
  ).toEqual([{ token }]);
});

test("it shows what its owner wants it to show, from then on", async () => {
  const using = world();
  const user = await anAccount(using);
  const id = await aPicture(using, user);
  await share(using, user, id, silent);
  const token = await tokenOf(using, user, id);
  const size = { width: 1, height: 1, content_type: "image/webp" };
  expect(await sharedPicture(using, token)).toEqual({
    ...size,
    prompt: null,
    indexable: false,
    ofNewcomer: true,
  });
  await share(using, user, id, { withPrompt: true, indexable: true });
  expect(await sharedPicture(using, token)).toEqual({
    ...size,
    prompt: "A castle",
    indexable: true,
    ofNewcomer: true,
  });
  expect(await tokenOf(using, user, id)).toBe(token);
});

test("the bytes are for anybody, kept for a minute, and not sent again to who has them", async () => {
  const using = world();
  const user = await anAccount(using);
  const id = await aPicture(using, user);
  await share(using, user, id, silent);
  const token = await tokenOf(using, user, id);
  const first = await openShared(using, token, request());
  const bytes = new Uint8Array((await first?.arrayBuffer()) ?? []);
  expect(partsBesideXmp(bytes)).toEqual(partsBesideXmp(WEBP));
  expect(Object.fromEntries(first?.headers ?? [])).toMatchObject({
    "cache-control": "public, max-age=60",
    "x-robots-tag": "noindex",
    "content-disposition": `inline; filename="picture.webp"; filename*=UTF-8''picture.webp`,
  });
  const again = await openShared(
    using,
    token,
    request({ "If-None-Match": first?.headers.get("ETag") ?? "" }),
  );
  expect(again?.status).toBe(304);
});

test("revoked or deleted, there is nothing at the link", async () => {
  const using = world();
  const user = await anAccount(using);
  const id = await aPicture(using, user);
  for (const end of [() => revoke(using, user, id), () => deleteGenerations(using, user, [id])]) {
    await share(using, user, id, silent);
    const token = await tokenOf(using, user, id);
    expect(await sharedPicture(using, token)).not.toBeNull();
    await end();
    expect(await sharedPicture(using, token)).toBeNull();
    expect(await openShared(using, token, request())).toBeNull();
  }
});

test("a stranger can neither see, make nor revoke it", async () => {
  const using = world();
  const [owner, stranger] = [await anAccount(using), await anAccount(using)];
  const id = await aPicture(using, owner);
  await share(using, stranger, id, silent);
  expect(await tokenOf(using, owner, id)).toBe("");
  await share(using, owner, id, silent);
  const token = await tokenOf(using, owner, id);
  expect(await shareOf(using, stranger, id)).toBeNull();
  await revoke(using, stranger, id);
  await share(using, stranger, id, { withPrompt: true, indexable: true });
  expect(await sharedPicture(using, token)).toMatchObject({ prompt: null, indexable: false });
});

test("there is no link without a picture", async () => {
  const using = world();
  const user = await anAccount(using);
  using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "no"), { status: 201 });
  const id = await aPicture(using, user);
  await share(using, user, id, silent);
  expect(await shareOf(using, user, id)).toBeNull();
});

test("links point where the app is said to live, else where it was asked", () => {
  expect(linkTo(world(), request(), "t")).toBe("https://flux.example/s/t");
  const elsewhere = world({ PUBLIC_ORIGIN: "https://pictures.example/any" });
  expect(linkTo(elsewhere, request(), "t")).toBe("https://pictures.example/s/t");
});

describe("F28: what stands for a shared picture elsewhere", () => {
  async function shared(bytes: Uint8Array<ArrayBuffer>) {
    const using = world();
    const user = await anAccount(using);
    using.pretend.onDownload = () => new Response(bytes);
    const id = await aPicture(using, user);
    await share(using, user, id, silent);
    const token = await tokenOf(using, user, id);
    const preview = (headers = {}) => openSharedPreview(using, token, request(headers));
    const stored = () => using.pictures.head(`previews/${id}`);
    return { using, user, id, token, preview, stored };
  }

  test.each<[ContentType, number, number, number, number]>([
    ["image/webp", 1024, 1024, 1024, 1024],
    ["image/png", 1344, 768, 1200, 686],
    ["image/webp", 640, 1536, 500, 1200],
    ["image/jpeg", 1536, 640, 1200, 500],
    ["image/jpeg", 1024, 1024, 1024, 1024],
    ["image/png", 3, 2, 3, 2],
    ["image/png", 4000, 1, 1200, 1],
  ])("F28: of %s of %i × %i a JPEG of %i × %i, as its page says", async (type, width, height, ...size) => {
    const { using, token, preview, stored } = await shared(await encoded(type, varied(width, height)));
    const said = previewOf(
      (await sharedPicture(using, token)) ?? { width: 0, height: 0, content_type: "image/png" },
    );
    expect(said).toEqual({ type: "image/jpeg", width: size[0], height: size[1] });
    const first = await preview();
    const bytes = new Uint8Array((await first?.arrayBuffer()) ?? []);
    expect(readPicture(bytes)).toMatchObject(said);
    expect(Object.fromEntries(first?.headers ?? [])).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": String(bytes.length),
      "cache-control": "public, max-age=60",
      "cross-origin-resource-policy": "cross-origin",
      "x-robots-tag": "noindex",
      "content-disposition": `inline; filename="picture.jpg"; filename*=UTF-8''picture.jpg`,
    });
    expect((await preview({ "If-None-Match": first?.headers.get("ETag") ?? "" }))?.status).toBe(304);
    const isItself = type === "image/jpeg" && width === size[0];
    expect((await stored()) === null).toBe(isItself);
  });

  test("F28: it is made once, and shows the picture on white", async () => {
    const pixels = plain(40, 30, [200, 10, 10]);
    for (let at = 3; at < pixels.data.length / 2; at += 4) pixels.data[at] = 0;
    const { preview, using, id } = await shared(await encoded("image/png", pixels));
    const [one, two] = [await preview(), await preview()];
    expect(one?.headers.get("ETag")).toBe(two?.headers.get("ETag"));
    const { data } = await decode("image/jpeg", (await one?.arrayBuffer()) ?? new ArrayBuffer());
    expect(Math.min(...data.subarray(0, 3))).toBeGreaterThan(245);
    expect(data.at(-4)).toBeGreaterThan(180);
    await using.pictures.delete(`previews/${id}`);
    expect((await preview())?.status).toBe(200);
  });

  test("F28: it ends with its link, and with its picture", async () => {
    const { using, user, id, preview, stored } = await shared(await encoded("image/webp", varied(60, 40)));
    await preview();
    expect(await stored()).not.toBeNull();
    await revoke(using, user, id);
    expect(await preview()).toBeNull();
    expect(await stored()).toBeNull();
    await share(using, user, id, silent);
    const token = await tokenOf(using, user, id);
    expect((await openSharedPreview(using, token, request()))?.status).toBe(200);
    await deleteGenerations(using, user, [id]);
    expect(await openSharedPreview(using, token, request())).toBeNull();
    await removeForGood(using, user, [id]);
    expect(await stored()).toBeNull();
  });

  test("F28: a picture that nobody can take apart is sent as it is", async () => {
    const { preview } = await shared(WEBP);
    expect((await preview())?.status).toBe(200);
    const large = await shared(await encoded("image/webp", varied(2100, 2100)));
    expect(
      previewOf(
        (await sharedPicture(large.using, large.token)) ?? { width: 0, height: 0, content_type: "image/png" },
      ).type,
    ).toBe("image/webp");
    expect((await large.preview())?.headers.get("Content-Type")).toBe("image/webp");
  });
});
