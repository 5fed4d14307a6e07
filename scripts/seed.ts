import "./quiet";
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { uuidv7 } from "uuidv7";
import { getPlatformProxy } from "wrangler";
import { hashPassword } from "../app/accounts/passwords/passwords.server";
import { pictureKey, thumbnailKey } from "../app/pictures/keys.server";
import { insertMany } from "./many-generations";
import { plainPng } from "./plain-png";
import { progress } from "./progress";
import { runSilently } from "./run";
import { DEFAULT_PERSIST_TO } from "./server";

/**
 * `npm run seed -- --generations 1000000` fills the local database with the generations of ten new visitors, and prints
 * how to sign in as the first. The newest pictures of that visitor are in the store, with thumbnails that weigh what real ones
 * do; all others are rows without bytes.
 */
const VISITORS = 10;
/** As deep as `npm run bench -- --crowd` looks into a million. */
const STORED_PICTURES = 1_000;
/** Pictures that the demo made, in the size of thumbnails. */
const THUMBNAILS = "app/ui/make/welcome-pictures";

const { values } = parseArgs({
  options: {
    generations: { type: "string", default: "10000" },
    "persist-to": { type: "string", default: DEFAULT_PERSIST_TO },
  },
});
const count = Number(values.generations);
if (!Number.isInteger(count) || count < 1) {
  console.error("Usage: npm run seed -- [--generations 10000] [--persist-to .wrangler/state]");
  process.exit(1);
}
const persistTo = values["persist-to"];
await runSilently("wrangler", "d1", "migrations", "apply", "flux-ai", "--local", "--persist-to", persistTo);
const { env, dispose } = await getPlatformProxy<Env>({ persist: { path: join(persistTo, "v3") } });
const { DB: d1, PICTURES: store } = env;

const password = randomBytes(9).toString("base64url");
const visitors = await makeVisitors();
const started = performance.now();
const last = await d1
  .prepare("SELECT coalesce(max(position), 0) AS position FROM generation_history")
  .first<number>("position");
const inserted = progress("Generations", count);
await insertMany(d1, {
  visitors: visitors.map(({ id }) => id),
  count,
  firstPosition: (last ?? 0) + 1,
  onInserted: inserted.step,
});
inserted.end();
await storePictures(visitors[0]?.id ?? "");
await dispose();
console.log(
  `${count.toLocaleString("en")} generations of ${VISITORS} visitors in ${Math.round((performance.now() - started) / 1000)} s.`,
);
console.log(`Sign in as ${visitors[0]?.email} with the password ${password}`);

async function makeVisitors(): Promise<{ id: string; email: string }[]> {
  const hash = await hashPassword(password);
  const run = randomBytes(3).toString("hex");
  const made = Array.from({ length: VISITORS }, (_, index) => ({
    id: uuidv7(),
    email: `seed-${run}-${index}@example.com`,
  }));
  const now = new Date().toISOString();
  await d1.batch(
    made.map(({ id, email }) =>
      d1.prepare("INSERT INTO users VALUES (?, ?, ?, 0, ?, ?)").bind(id, email, hash, now, now),
    ),
  );
  return made;
}

async function storePictures(userId: string): Promise<void> {
  const { results } = await d1
    .prepare(
      `SELECT image_id FROM generation_history WHERE user_id = ? AND image_id IS NOT NULL ORDER BY position DESC LIMIT ?`,
    )
    .bind(userId, STORED_PICTURES)
    .all<{ image_id: string }>();
  const names = (await readdir(THUMBNAILS)).toSorted();
  const thumbnails = await Promise.all(names.map((name) => readFile(join(THUMBNAILS, name))));
  const stored = progress("Pictures", results.length);
  for (const [index, { image_id }] of results.entries()) {
    const thumbnail = thumbnails[index % thumbnails.length] ?? Buffer.alloc(0);
    await put(pictureKey(image_id), plainPng(1024, index), "image/png");
    await put(thumbnailKey(image_id), thumbnail, "image/webp");
    await d1
      .prepare("UPDATE images SET thumbnail_bytes = ? WHERE id = ?")
      .bind(thumbnail.length, image_id)
      .run();
    stored.step();
  }
  stored.end();
}

function put(key: string, bytes: Buffer, contentType: string) {
  return store.put(key, new Uint8Array(bytes), { httpMetadata: { contentType } });
}
