import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { passwordMatches } from "~/accounts/passwords/passwords.server";
import { breachesIn } from "../scripts/backup/breaches";
import { type Bindings, migrateThere, openBindings } from "../scripts/bindings";
import { importInto } from "../scripts/import/import-into";
import { type Target, targetIn } from "../scripts/import/target";

/** Where the old sites kept their pictures; `busy` answers when it is told to. */
let host: Server;
let isBusy = true;
let fetched: string[] = [];
let folder: string;
let bindings: Bindings;
let target: Target;

beforeAll(async () => {
  const png = await readFile("test/fixtures/base.png");
  host = createServer(({ url = "" }, response) => {
    fetched.push(url);
    const status = url === "/gone.png" ? 404 : url === "/busy.png" && isBusy ? 503 : 200;
    response.writeHead(status, { "Content-Type": "image/png" }).end(status === 200 ? png : "");
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  folder = await mkdtemp(join(tmpdir(), "flux-ai-import-"));
  await migrateThere(where());
  bindings = await openBindings(where());
  target = targetIn(bindings.env, hosts());
  await target.db
    .insertInto("users")
    .values({
      ...{ id: "0190a8a0-0000-7000-8000-000000000001", email: "taken@example.com", password_hash: "-" },
      ...{ credits: 0, created_at: "2025-01-01", updated_at: "2025-01-01" },
    })
    .execute();
});
afterAll(async () => {
  await bindings?.dispose();
  host?.close();
  await rm(folder, { recursive: true, force: true });
});

const where = () => ({ remote: false, persistTo: join(folder, "state") });
const hosts = () => `127.0.0.1:${(host.address() as AddressInfo).port}`;

/** A dump whose pictures lie at the host of this test. */
async function dump(name: string): Promise<string> {
  const text = await readFile(`test/fixtures/old-sites/${name}.sql`, "utf8");
  const path = join(folder, `${name}.sql`);
  await writeFile(path, text.replaceAll("127.0.0.1:PORT", hosts()));
  return path;
}

const rows = <Row = Record<string, unknown>>(sql: string) =>
  bindings.env.DB.prepare(sql)
    .all<Row>()
    .then(({ results }) => results);

/** All that an import may write, to be compared with what another run left. */
async function everything() {
  const tables = ["users", "credit_entries", "generation_history", "images", "settlements", "search"];
  return Promise.all(tables.map((table) => rows(`SELECT rowid, * FROM ${table} ORDER BY 1`)));
}

const GENERATIONS = `SELECT email, prompt, model, status, error_code, favorite, seed, generation_history.created_at, completed_at,
  generation_history.updated_at FROM generation_history JOIN users ON users.id = user_id ORDER BY position`;

test("what was recognised, what came and what was left out is said, row by row", async () => {
  const { lines, isWhole } = await importInto(target, await dump("flux-ai-of-2024"));
  expect(isWhole).toBe(false);
  expect(lines).toEqual([
    "users: 4 rows; id → id, email → address, credits → credits, created_at → createdAt; left alone: password_hash",
    "generation_history: 4 rows; id → id, user_id → owner, prompt → prompt, model → model, image_url → picture, aspect_ratio → ratio, created_at → createdAt, completed_at → completedAt; left alone: status, error_message",
    "Statements that SQLite refused: 0 brought, 0 there already, 1 left out.",
    expect.stringMatching(/INSERT INTO "generation_history" VALUES\('g-4'.*FOREIGN KEY constraint failed/),
    "People: 2 brought, 0 there already, 2 left out.",
    "  left out: not an address: this is no e-mail address",
    "  left out: taken@example.com: somebody else is here under this address",
    "Generations: 3 brought, 0 there already, 1 left out.",
    "  left out: 2024-09-05T10:00:00.000Z “On a host that is not listed”: elsewhere.example is not one of --hosts",
  ]);
  const [castle, cat, rain] = await rows(GENERATIONS);
  expect(castle).toMatchObject({
    ...{ email: "ada@example.com", prompt: "A castle at dawn; with a semicolon", status: "succeeded" },
    ...{ model: "black-forest-labs/flux-schnell", completed_at: "2024-09-01T10:00:05.000Z" },
  });
  // Its picture was gone; and nothing ever said when it was complete.
  expect(cat).toMatchObject({
    status: "failed",
    error_code: "not_brought",
    updated_at: "2024-09-02T10:00:00.000Z",
  });
  expect(rain).toMatchObject({ email: "grace@example.com", prompt: "It's raining\non two lines" });
  expect(await bindings.env.PICTURES.list()).toMatchObject({
    objects: [{ size: (await readFile("test/fixtures/base.png")).length }],
  });
  expect(await breachesIn(bindings.env.DB)).toEqual([]);
});

test("balances come as grants, and nobody's password", async () => {
  expect(
    await rows(
      "SELECT kind, amount, balance_after, credits FROM credit_entries JOIN users ON users.id = user_id",
    ),
  ).toEqual([{ kind: "grant", amount: 7, balance_after: 7, credits: 7 }]);
  const [grace] = await rows<{ password_hash: string }>(
    "SELECT password_hash FROM users WHERE email LIKE 'grace%'",
  );
  // Her old password was "x", of which the old site had no hash.
  expect(await passwordMatches("x", grace?.password_hash)).toBe(false);
  expect(await passwordMatches(grace?.password_hash ?? "", grace?.password_hash)).toBe(false);
});

test("another site with other columns: numbers for ids and times, addresses in JSON, owners by address", async () => {
  const { lines } = await importInto(target, await dump("pictures-by-integers"));
  expect(lines).toEqual([
    "Users: 3 rows; id → id, emailAddress → address, credit_balance → credits, createdAt → createdAt; left alone: displayName",
    "generations: 4 rows; id → id, userEmail → owner, promptText → prompt, modelName → model, output → picture, seed → seed, isFavorite → favorite, createdAt → createdAt, updatedAt → updatedAt",
    "Tables of which nothing is brought: settings.",
    "Statements that SQLite refused: 0 brought, 0 there already, 1 left out.",
    expect.stringContaining("INSERT INTO nowhere VALUES(1)"),
    "People: 1 brought, 0 there already, 2 left out.",
    "  left out: id 2: there is no e-mail address",
    "  left out: debt@example.com: a balance of -4 is none",
    "Generations: 1 brought, 0 there already, 3 left out.",
    "  left out: id 2: it has no prompt",
    "  left out: id 4: nobody came as its owner stranger@example.com",
    `  left out: 2024-05-02T00:01:40.000Z “A blue balloon”: ${hosts()} answered 503: run it again`,
  ]);
  expect((await rows(GENERATIONS)).at(-1)).toMatchObject({
    ...{ prompt: "A red balloon", model: "black-forest-labs/flux-schnell", seed: 42, favorite: 1 },
    ...{ created_at: "2024-05-02T00:00:00.000Z", updated_at: "2024-05-02T00:00:09.000Z" },
  });
  expect(await breachesIn(bindings.env.DB)).toEqual([]);
});

test("both again, by the command: nothing is doubled, fetched or changed, but what did not come comes", async () => {
  const before = await everything();
  fetched = [];
  await importInto(target, await dump("flux-ai-of-2024"));
  expect(await everything()).toEqual(before);
  expect(fetched).toEqual([]);

  isBusy = false;
  await bindings.dispose();
  const args = [
    "--from",
    await dump("pictures-by-integers"),
    "--hosts",
    hosts(),
    "--persist-to",
    join(folder, "state"),
  ];
  const command = promisify(execFile)("npx", ["tsx", "scripts/import.ts", ...args]);
  // The rows that will never fit make it end with 2, so that nobody overlooks them.
  const { stdout, code } = await command.then(
    (said) => ({ ...said, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  );
  expect(code).toBe(2);
  expect(stdout).toContain("Generations: 1 brought, 1 there already, 2 left out.");
  expect(fetched).toEqual(["/busy.png"]);
  bindings = await openBindings(where());
  expect(await breachesIn(bindings.env.DB)).toEqual([]);
  expect(await rows("SELECT count(*) AS n FROM search")).toEqual([{ n: 5 }]);
});
