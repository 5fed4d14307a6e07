import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Device } from "../../../test/device";
import { KINDS } from "../../../test/faults";
import { anAccount, times, type World, world } from "../../../test/world";
import { openSession } from "../sessions.server";
import type { User } from "../user";
import { counterIn, isSigned, readMade, readUsed } from "./answers.server";
import { challengeId, forgetOldChallenges, makeChallenge } from "./challenge.server";
import { creationOptions, requestOptions, toAdd, toSignIn } from "./options.server";
import { addPasskey, keyWithOwner, passkeysOf, removePasskey, renamePasskey } from "./passkeys.server";
import { relyingParty } from "./relying-party.server";

const party = { id: "flux.example", origin: "https://flux.example" };
const secrets = ["of-the-tests"];
const request = new Request("http://localhost/account/passkeys", { method: "POST" });
const change = { request, language: "en" } as const;
const PASSWORD_HASH = `scrypt$16384$8$5$${"A".repeat(22)}==$${"A".repeat(43)}=`;

/** Adds the key that a device makes. */
async function add(using: World, user: User, device = new Device(party.origin), challenge?: string) {
  const options = await creationOptions(using, user, party, "browser");
  const made = readMade(await device.make(options), party);
  if (!made) throw new Error("not read");
  const id = challenge ?? challengeId(made.challenge, toAdd(user.id, "browser"), secrets);
  if (!id) throw new Error("no challenge of ours");
  return addPasskey(using, user, { key: made.answer, challengeId: id, name: "Phone" }, change);
}

async function withPassword(using: World, user: User): Promise<void> {
  await using.db
    .updateTable("users")
    .set({ password_hash: PASSWORD_HASH })
    .where("id", "=", user.id)
    .execute();
}

test("a device is told the site's name", async () => {
  const using = world({ SITE_NAME: "灯笼影像" });
  const { rp } = await creationOptions(using, await anAccount(using), party, "browser");
  expect(rp).toEqual({ id: party.id, name: "灯笼影像" });
});

const mailsTo = async ({ db }: World, { id }: User) =>
  (await db.selectFrom("mails").select("kind").where("user_id", "=", id).orderBy("id").execute()).map(
    ({ kind }) => kind,
  );

describe("a challenge", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") }));
  afterEach(() => void vi.useRealTimers());

  test("is answered within five minutes, by whom it was made for, for what it was made for", () => {
    const challenge = makeChallenge(toSignIn("browser"), secrets);
    const read = (whom: string, of = secrets) => challengeId(challenge, whom, of);
    expect(read(toSignIn("browser"))).toMatch(/^[\w-]{22}$/);
    expect(read(toSignIn("another"))).toBeNull();
    expect(read(toAdd("user", "browser"))).toBeNull();
    expect(read(toSignIn("browser"), ["another secret"])).toBeNull();
    expect(read(toSignIn("browser"), ["a new one", ...secrets])).not.toBeNull();
    expect(challengeId("bm90aGluZw", toSignIn("browser"), secrets)).toBeNull();
    vi.setSystemTime(Date.now() + 299_999);
    expect(read(toSignIn("browser"))).not.toBeNull();
    vi.setSystemTime(Date.now() + 1);
    expect(read(toSignIn("browser"))).toBeNull();
  });

  test("is kept as answered longer than it can be answered", async () => {
    const using = world();
    const user = await anAccount(using);
    expect(await add(using, user, new Device(party.origin), "one")).toBe("added");
    await forgetOldChallenges(using);
    expect(await add(using, user, new Device(party.origin), "one")).toBe("over");
    vi.setSystemTime(Date.now() + 25 * 3_600_000);
    await forgetOldChallenges(using);
    expect(await using.db.selectFrom("answered_challenges").selectAll().execute()).toEqual([]);
  });
});

describe("what a device answers", () => {
  const used = async (sent: Parameters<Device["use"]>[1] = {}) => {
    const device = new Device(party.origin);
    const made = await device.make({ challenge: "c", rp: party, user: { id: "handle" } });
    const publicKey = readMade(made, party)?.answer.response.publicKey.toString("base64url") ?? "";
    return { answer: await device.use(requestOptions(party, "browser", secrets), sent), publicKey };
  };

  test("is read, its signature holds, and no other key's does", async () => {
    // Each part of a signature is a byte shorter once in 256 times.
    for (const _ of times(40, () => 0)) {
      const { answer, publicKey } = await used();
      const read = readUsed(answer, party);
      expect(read && isSigned(read.answer, publicKey)).toBe(true);
      expect(read && counterIn(read.answer.response)).toBe(1);
    }
    const [one, other] = [await used(), await used()];
    const read = readUsed(one.answer, party);
    expect(read && isSigned(read.answer, other.publicKey)).toBe(false);
  });

  test.each([
    ["another site", { origin: "https://flux.example.evil.test" }],
    ["another port", { origin: "https://flux.example:8443" }],
    ["plain http", { origin: "http://flux.example" }],
    ["a key of another host", { rpId: "evil.test" }],
    ["nobody who was there", { flags: 4 }],
    ["somebody whom the device did not know", { flags: 1 }],
    ["what makes a key", { type: "webauthn.create" }],
    ["a page within another site's", { crossOrigin: true }],
  ])("is not read when it is about %s", async (_, sent) => {
    expect(readUsed((await used(sent)).answer, party)).toBeNull();
  });

  test.each(["", "null", "[]", "{}", '{"id":"a","type":"public-key","response":{}}', "not json"])(
    "is not read when it is %j",
    (text) => {
      expect([readUsed(text, party), readMade(text, party)]).toEqual([null, null]);
    },
  );

  test("of a new key is read under the same rules, and not when its data is about another key", async () => {
    const options = { challenge: "c", rp: party, user: { id: "handle" } };
    const device = new Device(party.origin);
    expect(readMade(await device.make(options), party)).not.toBeNull();
    for (const wrong of [
      { origin: "https://evil.test" },
      { rpId: "evil.test" },
      { flags: 1 },
      { type: "webauthn.get" },
    ])
      expect(readMade(await device.make(options, wrong), party)).toBeNull();
    const made = JSON.parse(await device.make(options));
    expect(readMade(JSON.stringify({ ...made, id: new Device("").id }), party)).toBeNull();
    expect(
      readMade(JSON.stringify({ ...made, response: { ...made.response, publicKey: "AAAA" } }), party),
    ).toBeNull();
  });
});

describe("the passkeys of an account", () => {
  test("are listed, renamed by their owner alone, and known by a handle that is one for all of them", async () => {
    const using = world();
    const [user, other] = [await anAccount(using), await anAccount(using)];
    const [phone, key] = [new Device(party.origin), new Device(party.origin)];
    expect([await add(using, user, phone), await add(using, user, key)]).toEqual(["added", "added"]);
    await renamePasskey(using, other, key.id, "Not mine");
    await renamePasskey(using, user, key.id, "蓝色钥匙");
    expect((await passkeysOf(using, user)).map(({ name }) => name).sort()).toEqual(["Phone", "蓝色钥匙"]);
    expect(await passkeysOf(using, other)).toEqual([]);
    const owners = await Promise.all([phone, key].map(({ id }) => keyWithOwner(using.db, id)));
    expect(new Set(owners.map((owner) => owner?.handle)).size).toBe(1);
    expect(owners[0]?.handle).not.toContain(user.id);
    const options = await creationOptions(using, user, party, "browser");
    expect(options.excludeCredentials.map(({ id }) => id).sort()).toEqual([phone.id, key.id].sort());
    expect(await mailsTo(using, user)).toEqual(["passkey_added", "passkey_added"]);
  });

  test("one challenge adds one key, also at the same moment", async () => {
    const using = world();
    const user = await anAccount(using);
    const all = await Promise.all(times(5, () => add(using, user, new Device(party.origin), "the same")));
    expect(all.sort()).toEqual(["added", "over", "over", "over", "over"]);
    expect(await passkeysOf(using, user)).toHaveLength(1);
  });

  test("are twenty at most", async () => {
    const using = world();
    const user = await anAccount(using);
    for (const _ of times(20, () => 0)) expect(await add(using, user)).toBe("added");
    expect(await add(using, user)).toBe("full");
  });

  test("are removed by their owner, but not the last way in, and of two at the same moment one stays", async () => {
    const using = world();
    const [user, other] = [await anAccount(using), await anAccount(using)];
    const [one, two] = [new Device(party.origin), new Device(party.origin)];
    await add(using, user, one);
    await add(using, user, two);
    await withPassword(using, other);
    expect(await removePasskey(using, other, one.id, change)).toBe(false);
    const both = await Promise.all([one, two].map(({ id }) => removePasskey(using, user, id, change)));
    expect(both.sort()).toEqual([false, true]);
    const [left] = await passkeysOf(using, user);
    expect(await removePasskey(using, user, left?.id ?? "", change)).toBe(false);
    await withPassword(using, user);
    expect(await removePasskey(using, user, left?.id ?? "", change)).toBe(true);
    expect(await mailsTo(using, user)).toEqual([
      ...["passkey_added", "passkey_added", "passkey_removed", "passkey_removed"],
    ]);
  });

  test("go with the mail that says so, and with all other sessions, wherever the isolate dies", async () => {
    for (const point of ["query", "batch"] as const)
      for (const kind of KINDS) {
        const [using, calm] = [world(), world()];
        const [user, device] = [await anAccount(calm), new Device(party.origin)];
        await add(calm, user, device);
        await withPassword(calm, user);
        await openSession(calm, new Request("http://localhost/"), user.id);
        using.faults.plan(point, kind);
        await removePasskey(using, user, device.id, change).catch(() => {});
        const keys = (await passkeysOf(calm, user)).length;
        const told = (await mailsTo(calm, user)).filter((one) => one === "passkey_removed").length;
        const sessions = await calm.db
          .selectFrom("sessions")
          .select("id")
          .where("user_id", "=", user.id)
          .execute();
        expect([keys, told, sessions.length], `${point} ${kind}`).toEqual(keys === 1 ? [1, 0, 1] : [0, 1, 0]);
      }
  });
});

test.each([
  [{ PUBLIC_ORIGIN: "https://flux.example" }, "https://evil.test/login", "https://flux.example"],
  [{ SERVED_AT: "http://localhost:8787" }, "http://evil.test/login", "http://localhost:8787"],
  [{}, "http://localhost:5173/login", "http://localhost:5173"],
  [{}, "http://evil.test/login", undefined],
  [{}, "http://localhost.evil.test/login", undefined],
  [{ PUBLIC_ORIGIN: "http://192.0.2.7:8787" }, "http://192.0.2.7:8787/login", undefined],
])("with %o keys asked for at %s are kept for %s", (vars, url, origin) => {
  expect(relyingParty(world(vars as Record<string, string>), new Request(url))?.origin).toBe(origin);
});
