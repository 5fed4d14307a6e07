import { env } from "cloudflare:test";
import { uuidv7 } from "uuidv7";
import { expect } from "vitest";
import type { User } from "~/accounts/sessions.server";
import { welcome } from "~/credits/ledger.server";
import { Order } from "~/generations/order.server";
import { timestamp } from "~/platform/clock.server";
import { replicateFor } from "~/platform/replicate.server";
import { makeServices, type Services } from "~/platform/services.server";
import { PretendReplicate } from "./pretend-replicate";
import { countingRows } from "./rows-read";

export type World = Services & { pretend: PretendReplicate; rowsRead: () => number };

/** Everything real but Replicate. `vars` as in wrangler.toml. */
export function world(vars: Record<string, string> = {}): World {
  const pretend = new PretendReplicate();
  const { d1, rowsRead } = countingRows(env.DB);
  const using = makeServices({ ...env, DB: d1, REPLICATE_API_TOKEN: pretend.token, ...vars });
  const replicate = replicateFor(using.settings, using.timings, pretend.answer);
  return { ...using, replicate, pretend, rowsRead };
}

let accounts = 0;

export async function anAccount({ db }: Services, { credits = 10 } = {}): Promise<User> {
  const user = { id: uuidv7(), email: `someone-${++accounts}@example.com` };
  const now = timestamp();
  await db.atomically([
    db.insertInto("users").values({ ...user, password_hash: "-", created_at: now, updated_at: now }),
    ...welcome(db, { userId: user.id, amount: credits }),
  ]);
  return { ...user, credits };
}

export function anOrder(fields: Partial<Record<"id" | "prompt" | "ratio" | "seed", string>> = {}): Order {
  return Order.parse({ id: uuidv7(), prompt: "A castle at dawn", ratio: "1:1", ...fields });
}

export async function creditsOf({ db }: Services, user: User): Promise<number> {
  return (await db.selectFrom("users").select("credits").where("id", "=", user.id).executeTakeFirstOrThrow())
    .credits;
}

export function entriesOf({ db }: Services, user: User) {
  return db.selectFrom("credit_entries").selectAll().where("user_id", "=", user.id).orderBy("id").execute();
}

export function generation({ db }: Services, id: string) {
  return db.selectFrom("generation_history").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** What must hold after any schedule of faults, for one user. */
export async function expectBooksToBalance(using: Services, user: User): Promise<void> {
  const entries = await entriesOf(using, user);
  expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(await creditsOf(using, user));
  const generations = await using.db
    .selectFrom("generation_history")
    .selectAll()
    .where("user_id", "=", user.id)
    .execute();
  for (const { id, status, cost, image_id } of generations) {
    const of = (kind: string) => entries.filter((entry) => entry.generation_id === id && entry.kind === kind);
    expect(of("generation").map(({ amount }) => amount)).toEqual([-cost]);
    expect(of("refund")).toHaveLength(status === "failed" || status === "canceled" ? 1 : 0);
    if (status === "succeeded") expect(await using.pictures.head(`pictures/${image_id}`)).not.toBeNull();
  }
}

export const times = <Result>(count: number, run: (index: number) => Result): Result[] =>
  Array.from({ length: count }, (_, index) => run(index));
