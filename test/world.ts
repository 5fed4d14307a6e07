import { env } from "cloudflare:test";
import { uuidv7 } from "uuidv7";
import { expect } from "vitest";
import type { User } from "~/accounts/user";
import { welcome } from "~/credits/ledger.server";
import { type Order, parseOrder } from "~/generations/order/order.server";
import { modelOf } from "~/models/models";
import { priceOf } from "~/models/price";
import { takePictures } from "~/pictures/brought/bring.server";
import type { Input } from "~/pictures/brought/input.server";
import { timestamp } from "~/platform/clock.server";
import { Db } from "~/platform/db.server";
import { Timings } from "~/platform/timings.server";
import { replicateFor } from "~/replicate/client.server";
import { makeServices, type Services } from "~/services.server";
import { stripeFor } from "~/stripe/client.server";
import { answerAsStripe } from "~/stripe/demo/stand-in.server";
import { datedR2 } from "./dated-r2";
import { Faults, faulty, replicatePoint, STORE_POINTS } from "./faults";
import { PNG, PretendReplicate } from "./pretend-replicate";
import { watchedD1 } from "./watched-d1";

export type World = Services & {
  pretend: PretendReplicate;
  faults: Faults;
  /** The database as the shop's stand-in has it: nothing breaks there. */
  ofShop: Db;
  rowsRead: () => number;
  /** Does the work that was left for later, and waits for it. */
  afterwards: () => Promise<void>;
};

/**
 * The services of one isolate, all real but Replicate. `vars` are settings, as in `wrangler.toml`. The result cache is
 * off, since tests like to order the same twice. A world made with another's `pretend` is a second isolate beside it.
 */
export function world(vars: Record<string, string> = {}, pretend = new PretendReplicate()): World {
  const faults = new Faults();
  const { d1, rowsRead } = watchedD1(env.DB, faults);
  const pictures = faulty(datedR2(env.PICTURES), faults, STORE_POINTS);
  const defaults = { REPLICATE_API_TOKEN: pretend.token, RESULT_CACHE_HOURS: "0" };
  const left: (() => Promise<void>)[] = [];
  const using = makeServices(
    { ...env, DB: d1, PICTURES: pictures, ...defaults, ...vars },
    { later: (work) => void left.push(work) },
  );
  const replicate = replicateFor(using.settings, using.timings, (request) =>
    faults.around(replicatePoint(request), () => pretend.answer(request)),
  );
  // What breaks between us and the shop breaks nothing within it.
  const ofShop = new Db(env.DB, new Timings());
  const stripe = stripeFor(using.settings, using.db, using.timings, (request) =>
    faults.around("shop", () => answerAsStripe(ofShop, request)),
  );
  const afterwards = async () => {
    for (const work of left.splice(0)) await work();
  };
  return { ...using, replicate, stripe, ofShop, pretend, faults, rowsRead, afterwards };
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

/** An order from fields as a form sends them; unless they name a price, the form showed the one of this very order. */
export function anOrder(fields: Record<string, string> = {}, picture: Input | Input[] | null = null): Order {
  const form = new FormData();
  const pictures = picture ? [picture].flat() : [];
  const model = modelOf(fields.model);
  const detail = fields.detail ? Number(fields.detail) : undefined;
  const price = priceOf(model, { size: fields.size, pictures: model.pictures ? pictures.length : 0, detail });
  const sent = { id: uuidv7(), prompt: "A castle at dawn", ratio: "1:1", price: String(price), ...fields };
  for (const [name, value] of Object.entries(sent)) form.append(name, value);
  const order = parseOrder(form, pictures);
  if (!order.ok) throw new Error(JSON.stringify(order.errors));
  return order.value;
}

/** Takes a picture that a visitor brought; unless told otherwise it has one pixel. */
export async function anInput(using: Services, user: User, bytes = PNG): Promise<Input> {
  const form = new FormData();
  form.append("picture", new File([bytes], "mine.png"));
  const { inputs, mistake } = await takePictures(using, user, form);
  if (!inputs[0]) throw new Error(mistake ?? "no picture");
  return inputs[0];
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

/**
 * Expects what must hold for a user after any schedule of faults: balance, ledger, generations and files agree. With
 * `isOver`, also that no generation is open any more.
 */
export async function expectBooksToBalance(
  using: Services,
  user: User,
  { isOver = false } = {},
): Promise<void> {
  const entries = await entriesOf(using, user);
  const balance = await creditsOf(using, user);
  expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(balance);
  expect(balance).toBeGreaterThanOrEqual(0);
  const rows = await using.db
    .selectFrom("generation_history")
    .leftJoin("settlements", "settlements.generation_id", "generation_history.id")
    .selectAll("generation_history")
    .select("settlements.kept")
    .where("user_id", "=", user.id)
    .execute();
  for (const row of rows) {
    const of = (kind: string) =>
      entries.filter((entry) => entry.generation_id === row.id && entry.kind === kind);
    const isRefunded = (row.status === "failed" || row.status === "canceled") && row.kept === null;
    expect(of("generation").map(({ amount }) => amount)).toEqual(row.cached_from ? [] : [-row.cost]);
    expect(of("refund").map(({ amount }) => amount)).toEqual(isRefunded ? [row.cost] : []);
    if (row.status === "succeeded")
      expect(await env.PICTURES.head(`pictures/${row.image_id}`)).not.toBeNull();
    if (isOver) expect(["succeeded", "failed", "canceled"]).toContain(row.status);
  }
}

export const times = <Result>(count: number, run: (index: number) => Result): Result[] =>
  Array.from({ length: count }, (_, index) => run(index));
