import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentTypeOf } from "~/platform/formats/read-picture.server";
import { openBindings } from "../scripts/bindings";
import { type App, startAppOn } from "./app";
import { Visitor } from "./visitor";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flux-ai-backup-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const command = (name: string, ...args: string[]) =>
  promisify(execFile)("npx", ["tsx", `scripts/${name}.ts`, ...args]).then(
    (said) => ({ ...said, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );

const PROMPT = "It’s a castle, 'quoted'\nand on two lines; 一只黑猫";

test("a site is backed up, read back elsewhere, and goes on: people, pictures, search, money", {
  timeout: 300_000,
}, async () => {
  const [state, other, to] = ["state", "other", "backup"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const before = await visit(state, async (app) => {
    const visitor = new Visitor(app);
    await visitor.join();
    for (const prompt of [PROMPT, "To be lost"]) {
      const answer = await visitor.generate({ prompt });
      const picture = answer.headers.get("Location") ?? "";
      await expect.poll(() => visitor.html(picture)).toContain("/images/");
    }
    return { cookie: visitor.cookie, balance: await visitor.balance() };
  });

  expect(await command("backup", "--to", to, "--pictures", "--persist-to", state)).toMatchObject({ code: 0 });
  const [kept = "", lost = "", ...others] = (await readdir(join(to, "pictures", "pictures"))).sort();
  expect(others).toEqual([]);
  await rm(join(to, "pictures", "pictures", lost));

  // Its end says that an object is missing, which is neither in the backup nor in the store.
  const restored = await command("restore", "--from", to, "--persist-to", other);
  expect(restored).toMatchObject({ code: 2, stdout: expect.stringContaining(`missing: pictures/${lost}\n`) });
  expect(restored.stdout).toContain("1 are missing.\nAll invariants hold.");
  expect(await rowsIn(other)).toEqual(await rowsIn(state));
  await visit(other, async (app) => {
    const visitor = new Visitor(app);
    visitor.cookie = before.cookie;
    expect(await visitor.balance()).toBe(before.balance);
    expect(await visitor.html("/history?q=castle")).toContain("quoted");
    const served = await visitor.request(`/images/${kept}`);
    // It is served with the mark of what is made by machines, which the stored one has not.
    const stored = await readFile(join(to, "pictures", "pictures", kept));
    const bytes = Buffer.from(await served.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(stored.length);
    expect(contentTypeOf(bytes)).toBe(contentTypeOf(stored));
    expect((await visitor.generate({ prompt: "Another" })).status).toBe(303);
  });

  const again = await command("restore", "--from", to, "--persist-to", other);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("not empty") });
});

async function visit<Result>(persistTo: string, use: (app: App) => Promise<Result>): Promise<Result> {
  const app = await startAppOn(persistTo);
  try {
    return await use(app);
  } finally {
    await app.stop();
  }
}

/** How many rows each table has, and the rows of those that a search or money is made of. */
async function rowsIn(persistTo: string) {
  const { env, dispose } = await openBindings({ remote: false, persistTo });
  try {
    const { results } = await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' AND name NOT LIKE '_cf_%' ORDER BY name",
    ).all<{ name: string }>();
    const read = results.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}" ORDER BY 1`));
    const rows = await env.DB.batch(read);
    return Object.fromEntries(results.map(({ name }, index) => [name, rows[index]?.results]));
  } finally {
    await dispose();
  }
}
