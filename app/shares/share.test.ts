import { expect, test } from "vitest";
import { deleteGenerations } from "~/history/delete.server";
import { WEBP } from "../../test/pretend-replicate";
import { anAccount, anOrder, type World, world } from "../../test/world";
import type { User } from "../accounts/user";
import { startGeneration } from "../generations/start.server";
import { linkTo, revoke, share, shareOf } from "./share.server";
import { openShared, sharedPicture } from "./shared-picture.server";

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
  expect(await sharedPicture(using, token)).toEqual({ ...size, prompt: null, indexable: false });
  await share(using, user, id, { withPrompt: true, indexable: true });
  expect(await sharedPicture(using, token)).toEqual({ ...size, prompt: "A castle", indexable: true });
  expect(await tokenOf(using, user, id)).toBe(token);
});

test("the bytes are for anybody, kept for a minute, and not sent again to who has them", async () => {
  const using = world();
  const user = await anAccount(using);
  const id = await aPicture(using, user);
  await share(using, user, id, silent);
  const token = await tokenOf(using, user, id);
  const first = await openShared(using, token, request());
  expect(new Uint8Array((await first?.arrayBuffer()) ?? [])).toEqual(WEBP);
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
  for (const end of [
    () => revoke(using, user, id),
    () => deleteGenerations(using, user, [id], { alsoFavorites: true }),
  ]) {
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
