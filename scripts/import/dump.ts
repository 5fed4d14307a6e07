import { readFile } from "node:fs/promises";
import { Miniflare } from "miniflare";
import { unstable_splitSqlQuery as splitSqlQuery } from "wrangler";

export type OldRow = Record<string, unknown>;
export type OldTable = { name: string; columns: string[]; rows: OldRow[] };

/** What stands in an export: its tables with their rows, and the statements that no database takes, with what it said. */
export type Dump = { tables: OldTable[]; refused: { statement: string; why: string }[] };

/** Statements that say how a dump is read back and bring nothing of their own. */
const AROUND = /^\s*(PRAGMA|BEGIN|COMMIT|END|SAVEPOINT|RELEASE)\b/i;
/** Tables of SQLite, of D1 and of its migrations. */
const NOT_THEIRS = /^(sqlite_|_cf_|d1_)/;

/**
 * Reads what `wrangler d1 export` or `sqlite3 .dump` wrote, into a database that is gone afterwards: so any types and
 * any quoting are read as SQLite reads them. Each statement stands alone, so that a bad one costs only itself.
 */
export async function readDump(path: string): Promise<Dump> {
  const text = await readFile(path, "utf8");
  const miniflare = new Miniflare({
    modules: true,
    script: "export default { fetch: () => new Response() }",
    compatibilityDate: "2026-04-01",
    d1Databases: ["OLD"],
  });
  try {
    const d1: D1Database = await miniflare.getD1Database("OLD");
    const refused = await runEach(d1, splitSqlQuery(text));
    const { results } = await d1
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .all<{ name: string }>();
    const names = results.map(({ name }) => name).filter((name) => !NOT_THEIRS.test(name));
    return { tables: await Promise.all(names.map((name) => readTable(d1, name))), refused };
  } finally {
    await miniflare.dispose();
  }
}

/** How many statements go to the database at once, as long as it takes them all. */
const STATEMENTS_A_BATCH = 200;

/** Runs all statements, tables first, and returns those that were refused, whatever came before them. */
async function runEach(d1: D1Database, statements: string[]): Promise<Dump["refused"]> {
  const isTable = (statement: string) => /^\s*CREATE\s+TABLE/i.test(statement);
  const theirs = statements.filter((statement) => statement.trim() !== "" && !AROUND.test(statement));
  await runTogether(d1, theirs.filter(isTable));
  let refused = await runTogether(
    d1,
    theirs.filter((statement) => !isTable(statement)),
  );
  // Tables stand in a dump by name, so that rows may come before those to which they refer.
  for (let before = Number.POSITIVE_INFINITY; refused.length > 0 && refused.length < before; ) {
    before = refused.length;
    refused = await runTogether(
      d1,
      refused.map(({ statement }) => statement),
    );
  }
  return refused.map(({ statement, why }) => ({ statement: statement.slice(0, 120), why }));
}

async function runTogether(d1: D1Database, statements: string[]): Promise<Dump["refused"]> {
  const refused: Dump["refused"] = [];
  for (let from = 0; from < statements.length; from += STATEMENTS_A_BATCH) {
    const some = statements.slice(from, from + STATEMENTS_A_BATCH);
    const all = await d1.batch(some.map((one) => d1.prepare(one))).catch(() => null);
    if (all) continue;
    for (const statement of some) {
      const why = await d1
        .prepare(statement)
        .run()
        .then(() => null, String);
      if (why !== null) refused.push({ statement, why });
    }
  }
  return refused;
}

async function readTable(d1: D1Database, name: string): Promise<OldTable> {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const [columns, rows] = await d1.batch<OldRow>([
    d1.prepare(`PRAGMA table_info(${quoted})`),
    d1.prepare(`SELECT * FROM ${quoted}`),
  ]);
  return {
    name,
    columns: (columns?.results ?? []).map((column) => String(column.name)),
    rows: rows?.results ?? [],
  };
}
