import { insertMany } from "../../scripts/many-generations";
import { plainPng } from "../../scripts/plain-png";
import type { App } from "../app";
import { Visitor } from "../visitor";

/** The longest prompt that the form takes, without a space at which a line could break. */
export const LONG_PROMPT = "山间晨雾中的宝塔，远处有群山与飞鸟，".repeat(60).slice(0, 1000);
export const LONG_WORD = "Donaudampfschifffahrt".repeat(10).slice(0, 200);

/** Milliseconds for which a slow picture of the demo is surely still on its way after its order was answered. */
const LASTS = 4_000;

/** Keeps what `make` made for LASTS milliseconds, then has it made anew. */
export function whileItLasts<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let kept: { made: Result; until: number } | undefined;
  return async () => {
    if (!kept || Date.now() > kept.until) kept = { made: await make(), until: Date.now() + LASTS };
    return kept.made;
  };
}

export async function joined(app: App, name: string): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.join(`${name}@example.com`);
  return visitor;
}

export const located = (response: Response) => response.headers.get("Location") ?? "";
const idIn = (response: Response) => located(response).split("/")[2] ?? "";

/** One picture of each kind, by what is special about it: the ids of their generations, newest last. */
export async function picturesOf(member: Visitor, other: Visitor) {
  const castle = { prompt: "A castle under the aurora", seed: "7", ratio: "3:2" };
  await other.generate(castle);
  const cached = idIn(await member.generate(castle));
  const fixed = idIn(await member.generate({ ...castle, seed: "8" }));
  // As many at once as one person may have on their way.
  const [failed = "", blocked = "", unavailable = ""] = await Promise.all(
    ["A storm [fail]", "Something [blocked]", "Something [unavailable]"].map(async (prompt) =>
      idIn(await member.generate({ prompt })),
    ),
  );
  const [long = "", word = "", together = ""] = (
    await Promise.all([
      member.generate({ prompt: LONG_PROMPT, ratio: "4:5" }),
      member.generate({ prompt: LONG_WORD, ratio: "21:9" }),
      member.generate({ prompt: "Four whales", count: "4" }),
    ])
  ).map(idIn);
  const [edited = "", favorite = ""] = (
    await Promise.all([
      edit(member, "Make it winter"),
      member.generate({ prompt: "A black cat under the moon", ratio: "9:16" }),
    ])
  ).map(idIn);
  await member.post(`/generations/${favorite}/favorite`, { favorite: "1" });
  await member.post(`/generations/${favorite}/share`, { do: "make", indexable: "1" });
  const shared = idIn(await member.generate({ prompt: "A lighthouse in a storm", ratio: "16:9" }));
  await member.post(`/generations/${shared}/share`, { do: "make", prompt: "1" });
  const plain = idIn(await member.generate({ prompt: "A red balloon over green hills", ratio: "1:1" }));
  const changed = idIn(
    await member.generate({
      ...{ prompt: "Make it autumn", model: "kontext", price: "13", ratio: "match_input_image" },
      ...{ source: plain, parent: plain },
    }),
  );
  return {
    fixed,
    cached,
    changed,
    failed,
    blocked,
    unavailable,
    long,
    word,
    together,
    edited,
    favorite,
    shared,
    plain,
  };
}

async function edit(member: Visitor, prompt: string): Promise<Response> {
  const form = new FormData();
  const fields = {
    id: await member.formId(),
    prompt,
    model: "kontext",
    price: "13",
    ratio: "match_input_image",
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("picture", new File([new Uint8Array(plainPng(256, 3))], "mine.png"));
  return member.request("/?index", {
    method: "POST",
    body: form,
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
}

/** Takes every credit from an account, with an entry in the ledger, so that the books still balance. */
export async function takeAllCredits(app: App, email: string): Promise<void> {
  const d1 = await app.database();
  const user = await d1
    .prepare("SELECT id, credits FROM users WHERE email = ?")
    .bind(email)
    .first<{ id: string; credits: number }>();
  if (!user) throw new Error(`${email} has not joined`);
  const now = new Date().toISOString();
  await d1.batch([
    d1.prepare("UPDATE users SET credits = 0 WHERE id = ?").bind(user.id),
    d1
      .prepare(
        "INSERT INTO credit_entries (id, user_id, kind, amount, balance_after, created_at) VALUES (?, ?, 'grant', ?, 0, ?)",
      )
      .bind(crypto.randomUUID(), user.id, -user.credits, now),
  ]);
}

export async function fillHistory(app: App, email: string, count: number): Promise<void> {
  const d1 = await app.database();
  const id = await d1.prepare("SELECT id FROM users WHERE email = ?").bind(email).first<string>("id");
  const last = await d1.prepare("SELECT max(position) AS last FROM generation_history").first<number>("last");
  await insertMany(d1, { visitors: [id ?? ""], count, firstPosition: (last ?? 0) + 1 });
}

/** Breaks the row of a generation in a way that no code of ours does, and returns the path of its page. */
export async function brokenPicture(app: App, visitor: Visitor): Promise<string> {
  const path = located(await visitor.generate({ prompt: "A broken row" }));
  const d1 = await app.database();
  await d1
    .prepare("UPDATE generation_history SET input = 'no JSON' WHERE id = ?")
    .bind(path.split("/")[2])
    .run();
  return path;
}
