import { beforeEach, describe, expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { anAccount, anOrder, type World, world } from "../../../test/world";
import type { User } from "../../accounts/user";
import { deleteCollection, setCover } from "../collections/change.server";
import { collect, uncollect } from "../collections/members.server";
import { ownCollection } from "../collections/own-collection.server";
import { collectionLinkOf, revokeCollection, shareCollection } from "../collections/share.server";
import { deleteGenerations } from "../deleted/delete.server";
import { PICTURES_A_PAGE } from "../limits";
import { openCollectionPreview, sharedCollection } from "./collection.server";
import { openMember, openMemberThumbnail, sharedMember } from "./member.server";

const silent = { withPrompts: false, indexable: false };
const request = (headers = {}) => new Request("https://flux.example/c/x/y/image", { headers });

let using: World;
let owner: User;
let collection: string;
let ids: string[];

async function aPicture(prompt = "A castle") {
  const { id } = anOrder();
  await startGeneration(using, owner, anOrder({ id, prompt }));
  return id;
}

async function aCollection(of: string[], name = "Castles") {
  const collected = await collect(using, owner, of, { name });
  if (collected.kind !== "collected") throw new Error(collected.kind);
  return collected.id;
}

async function tokenOf(id: string) {
  return (await ownCollection(using, owner, id))?.token ?? "";
}

async function keysAt(token: string) {
  return (await sharedCollection(using, token, "newest"))?.pictures.map(({ key }) => key) ?? [];
}

beforeEach(async () => {
  using = world();
  owner = await anAccount(using, { credits: 100 });
  ids = [await aPicture("A storm"), await aPicture("A castle")];
  collection = await aCollection(ids);
});

describe("a shared collection", () => {
  test("shows its pictures, and neither ids nor prompts nor whose they are", async () => {
    await shareCollection(using, owner, collection, silent);
    const token = await tokenOf(collection);
    const shown = await sharedCollection(using, token, "newest");
    const picture = {
      key: expect.stringMatching(/^[0-9a-f]{16}$/),
      prompt: null,
      ...{ width: 1, height: 1, average_color: null },
    };
    expect(shown).toEqual({
      name: "Castles",
      ...{ indexable: false, ofNewcomer: true },
      cover: { type: "image/jpeg", width: 1, height: 1 },
      pictures: [picture, picture],
      ...{ older: null, newer: null, isFirst: true },
    });
    expect(JSON.stringify(shown)).not.toContain(owner.id);
    for (const id of ids) expect(JSON.stringify(shown)).not.toContain(id);
    const [key = ""] = await keysAt(token);
    const member = await sharedMember(using, token, key);
    expect(member).toEqual({
      name: "Castles",
      ...{ width: 1, height: 1, prompt: null, indexable: false, ofNewcomer: true, newer: null },
      older: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  test("shows prompts and is listed where its owner wants that, at the same address", async () => {
    await shareCollection(using, owner, collection, silent);
    const token = await tokenOf(collection);
    await shareCollection(using, owner, collection, { withPrompts: true, indexable: true });
    expect(await tokenOf(collection)).toBe(token);
    const shown = await sharedCollection(using, token, "newest");
    expect(shown).toMatchObject({
      indexable: true,
      pictures: [{ prompt: "A castle" }, { prompt: "A storm" }],
    });
    const picture = await openMember(using, token, shown?.pictures[0]?.key ?? "", request());
    expect(picture?.headers.get("Content-Disposition")).toContain("A-castle");
    expect(picture?.headers.has("X-Robots-Tag")).toBe(false);
  });

  test("serves its pictures to anybody, kept for a minute, not listed, and not again to who has them", async () => {
    await shareCollection(using, owner, collection, silent);
    const token = await tokenOf(collection);
    const [key = ""] = await keysAt(token);
    for (const open of [openMember, openMemberThumbnail]) {
      const first = await open(using, token, key, request());
      expect(Object.fromEntries(first?.headers ?? [])).toMatchObject({
        "cache-control": "public, max-age=60",
        "x-robots-tag": "noindex",
        "cross-origin-resource-policy": "cross-origin",
        "content-disposition": `inline; filename="picture.webp"; filename*=UTF-8''picture.webp`,
      });
      const etag = first?.headers.get("ETag") ?? "";
      expect((await open(using, token, key, request({ "If-None-Match": etag })))?.status).toBe(304);
    }
    expect((await openCollectionPreview(using, token, request()))?.status).toBe(200);
  });

  test("loses a picture at once that leaves it or is deleted, and all with its link", async () => {
    await shareCollection(using, owner, collection, silent);
    const token = await tokenOf(collection);
    const [newest = "", oldest = ""] = await keysAt(token);
    const statuses = () =>
      Promise.all(
        [newest, oldest].map(async (key) => (await openMember(using, token, key, request()))?.status),
      );
    expect(await statuses()).toEqual([200, 200]);
    await uncollect(using, owner, ids.slice(1), collection);
    expect(await statuses()).toEqual([undefined, 200]);
    expect(await sharedMember(using, token, newest)).toBeNull();
    await collect(using, owner, ids, { id: collection });
    expect(await statuses()).toEqual([undefined, 200]);
    await deleteGenerations(using, owner, ids.slice(0, 1));
    expect(await statuses()).toEqual([undefined, undefined]);
    const [again = ""] = await keysAt(token);
    expect((await openMember(using, token, again, request()))?.status).toBe(200);
    await revokeCollection(using, owner, collection);
    expect(await sharedCollection(using, token, "newest")).toBeNull();
    expect(await openMember(using, token, again, request())).toBeNull();
    expect(await openCollectionPreview(using, token, request())).toBeNull();
    await shareCollection(using, owner, collection, silent);
    expect(await tokenOf(collection)).not.toBe(token);
    await deleteCollection(using, owner, collection);
    expect(await sharedCollection(using, token, "newest")).toBeNull();
  });

  test("opens nothing of another collection, and nothing without a picture", async () => {
    using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "no"), { status: 201 });
    const failed = await aPicture();
    await collect(using, owner, [failed], { id: collection });
    const other = await aCollection(ids.slice(0, 1), "Storms");
    await shareCollection(using, owner, collection, silent);
    await shareCollection(using, owner, other, silent);
    const [token, others] = [await tokenOf(collection), await tokenOf(other)];
    const keys = await keysAt(token);
    expect(keys).toHaveLength(2);
    for (const key of [...keys, "", "x", "0".repeat(16)])
      expect(await openMember(using, others, key, request())).toBeNull();
    const { results } = await using.db
      .selectFrom("collection_members")
      .select("picture_key")
      .where("collection_id", "=", collection)
      .orderBy("position", "desc")
      .execute()
      .then((rows) => ({ results: rows.map((row) => row.picture_key) }));
    expect(await openMember(using, token, results[0] ?? "", request())).toBeNull();
    expect(await openMember(using, "x".repeat(22), keys[0] ?? "", request())).toBeNull();
  });

  test("is walked in pages, down and up again, and begins anew where a picture has left", async () => {
    const more: string[] = [];
    for (let index = 0; index < PICTURES_A_PAGE; index++) more.push(await aPicture(`Castle ${index}`));
    await collect(using, owner, more, { id: collection });
    await shareCollection(using, owner, collection, silent);
    const token = await tokenOf(collection);
    const first = await sharedCollection(using, token, "newest");
    expect(first?.pictures).toHaveLength(PICTURES_A_PAGE);
    const second = await sharedCollection(using, token, { before: first?.older ?? "" });
    expect(second).toMatchObject({ older: null, isFirst: false });
    expect(second?.pictures).toHaveLength(2);
    const up = await sharedCollection(using, token, { after: second?.newer ?? "" });
    expect(up?.pictures).toEqual(first?.pictures);
    expect(await sharedCollection(using, token, { before: "gone" })).toEqual(first);
  });

  test("has its cover for a preview", async () => {
    await shareCollection(using, owner, collection, silent);
    const token = await tokenOf(collection);
    const etag = async () => (await openCollectionPreview(using, token, request()))?.headers.get("ETag");
    const before = await etag();
    await setCover(using, owner, { collectionId: collection, generationId: ids[0] ?? "" });
    expect(await etag()).not.toBe(before);
    await uncollect(using, owner, ids, collection);
    expect(await openCollectionPreview(using, token, request())).toBeNull();
    expect(await sharedCollection(using, token, "newest")).toMatchObject({ cover: null, pictures: [] });
  });
});

test("nobody shares or revokes what is somebody else's", async () => {
  const stranger = await anAccount(using);
  await shareCollection(using, stranger, collection, silent);
  expect(await tokenOf(collection)).toBe("");
  await shareCollection(using, owner, collection, silent);
  await revokeCollection(using, stranger, collection);
  await shareCollection(using, stranger, collection, { withPrompts: true, indexable: true });
  const own = await ownCollection(using, owner, collection);
  expect(own).toMatchObject({ with_prompts: 0, indexable: 0 });
  expect(own && collectionLinkOf(using, request(), own)?.url).toBe(
    `https://flux.example/c/${await tokenOf(collection)}`,
  );
});
