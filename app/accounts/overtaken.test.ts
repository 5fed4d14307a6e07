import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { leave } from "~/leaving/leave.server";
import { HOUR, timestamp } from "~/platform/clock.server";
import { anAccount, type World, world } from "../../test/world";
import { isAsked } from "./factor/code-sign-in.server";
import { makeNewRecoveryCodes, turnOff } from "./factor/turn-off.server";
import { letIn, type Proven } from "./let-in.server";
import { isPasskeyOf, removePasskey } from "./passkeys/passkeys.server";
import { isPasswordOf } from "./password-sign-in.server";
import { providerOf } from "./providers/providers.server";
import { askForNewEmail } from "./recovery/change-email.server";
import { changePassword } from "./recovery/change-password.server";
import { openSession } from "./sessions.server";
import type { User } from "./user";
import { isIdentityOf } from "./ways/identities.server";
import { removeWay } from "./ways/remove-way.server";

const SITES = { GOOGLE_CLIENT_ID: "g", GOOGLE_CLIENT_SECRET: "g" };
/** What looks like the hash of a password, and is that of none. */
const HASH = `scrypt$16384$8$5$${"A".repeat(22)}==$${"A".repeat(43)}=`;
const GOOGLE = "https://accounts.google.com";
const site = { issuer: GOOGLE, email: null, isVerified: false };

/** Somebody with a password, a passkey, another site, and a code that is waited for. */
async function aPerson(using: World): Promise<User & { password_hash: string }> {
  const user = await anAccount(using);
  const { db } = using;
  const password_hash = `hash of ${user.id}`;
  const [of, created_at] = [{ user_id: user.id }, timestamp()];
  await db.atomically([
    db.updateTable("users").set({ password_hash }).where("id", "=", user.id),
    db.insertInto("passkeys").values({
      ...{ ...of, id: user.id, name: "Phone", public_key: "", algorithm: -7, counter: 0, created_at },
    }),
    db.insertInto("identities").values({ ...of, issuer: GOOGLE, subject: user.id, email: null, created_at }),
    db.insertInto("code_sign_ins").values({
      ...{ ...of, id_hash: user.id, address: user.email, page: "/", draft: "", created_at },
      expires_at: timestamp(HOUR),
    }),
  ]);
  return { ...user, password_hash };
}

/** The context of a request, before whose first batch something else happens to the account. */
function contextBefore(happens: () => Promise<unknown>) {
  let isFirst = true;
  const DB = new Proxy(env.DB, {
    get(target, name) {
      if (name !== "batch") return Reflect.get(target, name).bind(target);
      return async (all: D1PreparedStatement[]) => {
        if (isFirst) await happens();
        isFirst = false;
        return target.batch(all);
      };
    },
  });
  return { cloudflare: { env: { ...env, DB }, ctx: { waitUntil: () => {} } } };
}

const request = new Request("http://localhost/login", { method: "POST", headers: { Cookie: "x=y" } });

const rowsOf = async (
  { db }: World,
  table: "sessions" | "code_sign_ins" | "drafts" | "mails",
  { id }: User,
) => (await db.selectFrom(table).select("user_id").where("user_id", "=", id).execute()).length;

type Way = {
  shown: (user: User & { password_hash: string }) => Pick<Proven, "stillProves" | "isProvenTwice">;
  changed: (using: World, user: User) => Promise<unknown>;
};

const by = (table: "passkeys" | "identities" | "code_sign_ins") => (using: World, user: User) =>
  using.db.deleteFrom(table).where("user_id", "=", user.id).execute();
const aFactor = ({ db }: World, { id }: User) =>
  db
    .insertInto("second_factors")
    .values({ user_id: id, sealed_secret: "", key_name: "", created_at: "", turned_on_at: timestamp() })
    .execute();
const anotherPassword = ({ db }: World, { id }: User) =>
  db.updateTable("users").set({ password_hash: "another" }).where("id", "=", id).execute();

const WAYS: Record<string, Way> = {
  "a password that is changed": {
    shown: (user) => ({ stillProves: isPasswordOf(user), isProvenTwice: false }),
    changed: anotherPassword,
  },
  "a password, where a second factor is turned on": {
    shown: (user) => ({ stillProves: isPasswordOf(user), isProvenTwice: false }),
    changed: aFactor,
  },
  "another site that is removed": {
    shown: ({ id }) => ({ stillProves: isIdentityOf(id, { ...site, subject: id }), isProvenTwice: false }),
    changed: by("identities"),
  },
  "a passkey that is removed": {
    shown: ({ id }) => ({ stillProves: isPasskeyOf(id, id), isProvenTwice: true }),
    changed: by("passkeys"),
  },
  "a code that is asked for no more": {
    shown: ({ id }) => ({
      stillProves: isAsked({ idHash: id, userId: id, address: "", page: "", draft: "", isOver: false }),
      isProvenTwice: true,
    }),
    changed: by("code_sign_ins"),
  },
};

describe("what somebody has shown is asked again at the moment at which it lets them in:", () => {
  test.each(Object.entries(WAYS))("%s, opens no session", async (_, { shown, changed }) => {
    const using = world();
    for (const isOvertaken of [true, false]) {
      const user = await aPerson(using);
      const context = contextBefore(async () => isOvertaken && changed(using, user));
      const answer = await letIn(
        { request, context },
        {
          ...{ userId: user.id, address: user.email, also: [], page: "/", notice: null },
          ...{ draft: "prompt=A+castle", ...shown(user) },
        },
      );
      expect(answer.kind).toBe(isOvertaken ? "refused" : "in");
      expect(await rowsOf(using, "sessions", user)).toBe(isOvertaken ? 0 : 1);
      // What they had typed comes with the session, in one batch.
      expect(await rowsOf(using, "drafts", user)).toBe(isOvertaken ? 0 : 1);
    }
  });

  test("a password that is changed asks for no code either", async () => {
    const using = world();
    for (const isOvertaken of [true, false]) {
      const user = await aPerson(using);
      await aFactor(using, user);
      const context = contextBefore(async () => isOvertaken && anotherPassword(using, user));
      const proven = { userId: user.id, address: user.email, also: [], page: "/", notice: null, draft: "" };
      await letIn({ request, context }, { ...proven, stillProves: isPasswordOf(user), isProvenTwice: false });
      expect(await rowsOf(using, "code_sign_ins", user)).toBe(isOvertaken ? 1 : 2);
    }
  });
});

test("who comes in while they ask to leave elsewhere stays", async () => {
  const using = world();
  const user = await aPerson(using);
  const context = contextBefore(() => leave(using, user, "en"));
  const proven = { userId: user.id, address: user.email, also: [], page: "/", notice: null, draft: "" };
  await letIn({ request, context }, { ...proven, stillProves: isPasswordOf(user), isProvenTwice: false });
  const leavers = await using.db
    .selectFrom("leavers")
    .select("ends_at")
    .where("user_id", "=", user.id)
    .execute();
  expect([leavers.length, await rowsOf(using, "sessions", user)]).toEqual([0, 1]);
});

describe("whoever's session was ended meanwhile changes nothing of the account:", () => {
  const language = "en" as const;
  type Asked = { request: Request; language: "en" };
  const VERBS: Record<string, (using: World, user: User, asked: Asked) => Promise<unknown>> = {
    password: (using, user, asked) => changePassword(using, user, { ...asked, password: "of a thief" }),
    factor: turnOff,
    "recovery codes": makeNewRecoveryCodes,
    passkey: (using, user, asked) => removePasskey(using, user, user.id, asked),
    site: (using, user, asked) => {
      const provider = providerOf(using.settings, "google");
      if (!provider) throw new Error("no such site");
      return removeWay(using, user, provider, asked);
    },
    address: (using, user, asked) =>
      askForNewEmail(using, user, { ...asked, spellings: ["thief@example.com"], email: "thief@example.com" }),
  };

  /** All that is kept of an account but its sessions. */
  async function kept({ db }: World, { id }: User) {
    const tables = ["second_factors", "recovery_codes", "passkeys", "identities", "tokens", "mails"] as const;
    const user = db.selectFrom("users").selectAll().where("id", "=", id);
    const rows = tables.map((table) => db.selectFrom(table).select("user_id").where("user_id", "=", id));
    return JSON.stringify([await user.execute(), await Promise.all(rows.map((one) => one.execute()))]);
  }

  test.each(Object.entries(VERBS))("%s", async (_, verb) => {
    const using = world(SITES);
    for (const isEnded of [true, false]) {
      const user = await aPerson(using);
      await aFactor(using, user);
      await using.db.updateTable("users").set({ password_hash: HASH }).where("id", "=", user.id).execute();
      const cookie = (await openSession(using, request, user.id)).split(";")[0] ?? "";
      if (isEnded) await using.db.deleteFrom("sessions").where("user_id", "=", user.id).execute();
      const before = await kept(using, user);
      const asked = { request: new Request(request, { headers: { Cookie: cookie } }), language };
      const answer = await verb(using, user, asked).catch((thrown: Response) =>
        thrown.headers.get("Location"),
      );
      expect((await kept(using, user)) === before).toBe(isEnded);
      if (isEnded) expect(answer).toBe("/login?redirectTo=%2Faccount");
    }
  });
});
