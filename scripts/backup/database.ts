import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeOwnFolder } from "../own-folder";

/** The full-text index, which no export takes, and the tables in which SQLite keeps it. */
const SEARCH = /^search(_|$)/;
/** Tables that are SQLite's and D1's own; `d1_migrations` is not: by it a restored database knows its version. */
const NOT_OURS = /^(sqlite_|_cf_)/;

type Part = { name: string; type: "table" | "index" | "trigger" | "view"; sql: string };

/**
 * All tables as one moment has them, as SQL, then the search index without what is in it, then indexes and triggers. D1
 * answers nobody else while it exports. What is not named its export leaves out, so that it needs help with all but tables.
 */
export async function exportDatabase(d1: D1Database, { remote }: { remote: boolean }): Promise<string> {
  const { results } = await d1
    .prepare("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, rowid")
    .all<Part>();
  const parts = results.filter(({ name }) => !NOT_OURS.test(name));
  const tables = parts
    .filter(({ name, type }) => type === "table" && !SEARCH.test(name))
    .map(({ name }) => name);
  const behind = parts.filter(({ type }) => type !== "table").map(({ sql }) => `${sql};`);
  const rows = remote ? await exportRemote(tables) : await exportLocal(d1, tables);
  const search = parts.filter(({ name }) => name === "search").map(({ sql }) => `${sql};`);
  return [rows, ...search, ...behind, ""].join("\n");
}

/** What `wrangler d1 export --local` asks for, which finds no database but the one in its usual folder. */
async function exportLocal(d1: D1Database, tables: string[]): Promise<string> {
  const lines = await d1
    .prepare("PRAGMA miniflare_d1_export(?,?,?);")
    .bind(0, 0, ...tables)
    .raw<string[]>();
  return (lines[0] ?? []).join("\n");
}

async function exportRemote(tables: string[]): Promise<string> {
  const folder = await makeOwnFolder(".wrangler/exporting-");
  const file = join(folder, "database.sql");
  const named = tables.flatMap((table) => ["--table", table]);
  try {
    const args = ["d1", "export", "flux-ai", "--remote", "--skip-confirmation", "--output", file, ...named];
    await promisify(execFile)(join("node_modules", ".bin", "wrangler"), args);
    return await readFile(file, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
