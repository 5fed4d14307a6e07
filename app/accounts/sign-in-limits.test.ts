import { env } from "cloudflare:test";
import { scrypt } from "node:crypto";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { times, type World, world } from "../../test/world";
import { authenticator } from "./authenticator.server";
import { rememberBrowser } from "./known-browser.server";
import { HASHES_AT_ONCE, HASHES_WAITING } from "./limits";
import { openSession } from "./sessions.server";

// Other files of this isolate have loaded the real one, and are to find it again.
vi.hoisted(() => vi.resetModules());
afterAll(() => {
  vi.doUnmock("node:crypto");
  vi.resetModules();
});
vi.mock("node:crypto", async (original) => {
  const crypto = await original<typeof import("node:crypto")>();
  return { ...crypto, scrypt: vi.fn(crypto.scrypt) };
});

const derived = vi.mocked(scrypt);
/** The real one takes a fifth of a second; what is counted here is whether it is asked at all. */
const quickly = ((password: string, ...[, bytes, , done]: Parameters<typeof scrypt>[1][]) =>
  void (done as unknown as (error: null, key: Buffer) => void)(
    null,
    Buffer.alloc(bytes as unknown as number, password),
  )) as unknown as typeof scrypt;

beforeEach(async () => {
  await env.DB.exec("DELETE FROM budgets");
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") });
  derived.mockClear();
  derived.mockImplementation(quickly);
});
afterEach(() => void vi.useRealTimers());

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const known = () => world({ TRUSTED_IP_HEADER: "X-Seen-From" });

type From = { from?: string; cookie?: string };

async function ask(using: World, way: "join" | "sign-in", email: string, password: string, at: From = {}) {
  const form = new FormData();
  form.set("email", email);
  form.set("password", password);
  const headers = new Headers({ "X-Seen-From": at.from ?? "192.0.2.1", Cookie: at.cookie ?? "" });
  const request = new Request("http://localhost/", { method: "POST", headers });
  const answer = await authenticator(using, form).authenticate(way, request);
  if (answer.ok) await openSession(using, request, answer.userId, answer.also);
  return answer.ok ? "in" : answer.againAt ? "too often" : "wrong";
}

async function anOwner(using = known(), at: From = { from: "198.51.100.7" }) {
  const email = `${crypto.randomUUID()}@example.com`;
  expect(await ask(using, "join", email, "correct horse", at)).toBe("in");
  derived.mockClear();
  return { using, email };
}

async function cookieOf(using: World, email: string): Promise<string> {
  const setCookie = await rememberBrowser(using, new Request("http://localhost/"), email);
  return setCookie.split(";")[0] ?? "";
}

const inTurn = async (count: number, one: (index: number) => Promise<string>) => {
  const answers: string[] = [];
  for (let index = 0; index < count; index++) answers.push(await one(index));
  return answers;
};

describe("S7: passwords that are tried", () => {
  test("at an account from one network are five, then one a minute, and the others cost no work", async () => {
    const { using, email } = await anOwner();
    const guess = () => ask(using, "sign-in", email, "wrong");
    expect(await inTurn(8, guess)).toEqual([...times(5, () => "wrong"), ...times(3, () => "too often")]);
    expect(derived).toHaveBeenCalledTimes(5);
    later(60);
    expect(await inTurn(2, guess)).toEqual(["wrong", "too often"]);
  });

  test("at the same moment are no more than one after the other", async () => {
    const { using, email } = await anOwner();
    const answers = await Promise.all(times(20, () => ask(using, "sign-in", email, "wrong")));
    expect(derived.mock.calls.length).toBeLessThanOrEqual(5);
    expect(answers.filter((answer) => answer === "wrong").length).toBeLessThanOrEqual(5);
  });

  test("for an address that nobody has are answered like those for one that somebody has", async () => {
    const { using, email } = await anOwner();
    const answers = (address: string) => inTurn(7, () => ask(using, "sign-in", address, "wrong"));
    expect(await answers("nobody@example.com")).toEqual(await answers(email));
  });

  test("at ever other accounts from one network are thirty in ten minutes", async () => {
    const using = known();
    const answers = await inTurn(31, (index) => ask(using, "sign-in", `n${index}@example.com`, "wrong"));
    expect(answers).toEqual([...times(30, () => "wrong"), "too often"]);
    expect(await ask(using, "sign-in", "n0@example.com", "wrong", { from: "192.0.2.2" })).toBe("wrong");
  });

  test("from one /64 of IPv6 are from one network", async () => {
    const { using, email } = await anOwner();
    const answers = await inTurn(6, (index) =>
      ask(using, "sign-in", email, "wrong", { from: `2001:db8:1:2::${index}` }),
    );
    expect(answers.at(-1)).toBe("too often");
    expect(await ask(using, "sign-in", email, "wrong", { from: "2001:db8:1:3::1" })).toBe("wrong");
  });

  test("by joining are counted with those by signing in", async () => {
    const { using, email } = await anOwner();
    const ways = ["join", "sign-in"] as const;
    const answers = await inTurn(6, (index) => ask(using, ways[index % 2] ?? "join", email, "wrong horse"));
    expect(answers).toEqual([...times(5, () => "wrong"), "too often"]);
  });

  test("that are right use nothing up, however often somebody signs in", async () => {
    const { using, email } = await anOwner();
    expect(new Set(await inTurn(12, () => ask(using, "sign-in", email, "correct horse")))).toEqual(
      new Set(["in"]),
    );
  });

  test("without an address that is known are counted by account alone", async () => {
    const { using, email } = await anOwner(world());
    const answers = await inTurn(101, () => ask(using, "sign-in", email, "wrong", { from: "192.0.2.1" }));
    expect(answers).toEqual([...times(100, () => "wrong"), "too often"]);
  });
});

describe("S7: no stranger keeps the owner out", () => {
  test("from elsewhere the right password still lets in", async () => {
    const { using, email } = await anOwner();
    await inTurn(20, () => ask(using, "sign-in", email, "wrong"));
    expect(await ask(using, "sign-in", email, "correct horse", { from: "198.51.100.7" })).toBe("in");
  });

  test("from the stranger's own network a browser that is known does", async () => {
    const { using, email } = await anOwner();
    const cookie = await cookieOf(using, email);
    await inTurn(40, (index) => ask(using, "sign-in", index < 20 ? email : `x${index}@example.com`, "wrong"));
    expect(await ask(using, "sign-in", email, "correct horse")).toBe("too often");
    expect(await ask(using, "sign-in", email, "correct horse", { cookie })).toBe("in");
  });

  test("while a hundred networks try, too; and a browser is known for its own accounts only", async () => {
    const { using, email } = await anOwner();
    await inTurn(100, (index) => ask(using, "sign-in", email, "wrong", { from: `203.0.113.${index}` }));
    const from = "198.51.100.9";
    expect(await ask(using, "sign-in", email, "correct horse", { from })).toBe("too often");
    const others = await cookieOf(using, "somebody@example.com");
    expect(await ask(using, "sign-in", email, "correct horse", { from, cookie: others })).toBe("too often");
    const own = await cookieOf(using, email);
    expect(await ask(using, "sign-in", email, "correct horse", { from, cookie: own })).toBe("in");
  });

  test("a stolen browser has ten tries, and what is forged none of its own", async () => {
    const { using, email } = await anOwner();
    const cookie = await cookieOf(using, email);
    const answers = await inTurn(11, () => ask(using, "sign-in", email, "wrong", { cookie }));
    expect(answers).toEqual([...times(10, () => "wrong"), "too often"]);
    const forged = cookie.slice(0, -4);
    await inTurn(5, () => ask(using, "sign-in", email, "wrong", { cookie: forged }));
    expect(await ask(using, "sign-in", email, "wrong", { cookie: forged })).toBe("too often");
  });
});

test("S7: an isolate hashes two passwords at once, a few wait, and the rest are told to come back", async () => {
  const using = known();
  const running: (() => void)[] = [];
  let most = 0;
  derived.mockImplementation(((...given: unknown[]) => {
    running.push(() => (given.at(-1) as (error: null, key: Buffer) => void)(null, Buffer.alloc(32)));
    most = Math.max(most, running.length);
  }) as unknown as typeof scrypt);
  const all = times(20, (index) =>
    ask(using, "sign-in", `p${index}@example.com`, "wrong", { from: `192.0.2.${index}` }),
  );
  const refused = all.map((answer) => answer.then((said) => said === "too often" && said));
  await vi.waitFor(async () => {
    const done = await Promise.all(refused.map((one) => Promise.race([one, false])));
    expect(done.filter(Boolean)).toHaveLength(20 - HASHES_AT_ONCE - HASHES_WAITING);
  });
  const answers = Promise.all(all);
  let isOver = false;
  void answers.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    running.shift()?.();
    await new Promise((wake) => setTimeout(wake, 5));
  }
  expect(most).toBe(HASHES_AT_ONCE);
  expect((await answers).filter((answer) => answer === "wrong")).toHaveLength(
    HASHES_AT_ONCE + HASHES_WAITING,
  );
});

test("S11: signing in ends the session that the browser had", async () => {
  const { using, email } = await anOwner();
  const request = new Request("http://localhost/");
  const users = await using.db.selectFrom("users").select("id").where("email", "=", email).execute();
  const userId = users[0]?.id ?? "";
  const first = await openSession(using, request, userId);
  const again = new Request("http://localhost/", { headers: { Cookie: first.split(";")[0] ?? "" } });
  const before = await using.db
    .selectFrom("sessions")
    .select("id_hash")
    .where("user_id", "=", userId)
    .execute();
  await openSession(using, again, userId);
  const after = await using.db
    .selectFrom("sessions")
    .select("id_hash")
    .where("user_id", "=", userId)
    .execute();
  expect(after).toHaveLength(before.length);
});
