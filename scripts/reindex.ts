import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CompiledQuery } from "kysely";
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { Database } from "../app/platform/schema";
import { indexedAgain } from "../app/search/index.server";
import { executeOn } from "./d1";
import { progress } from "./progress";

/**
 * `npm run reindex` writes the search index of the local database anew, `npm run reindex -- --remote` that of the
 * deployed one: after a migration of older rows, or after a backup was read back. The app may run meanwhile.
 */
const ROWS_A_PIECE = 2_000;

const { values } = parseArgs({
  options: { remote: { type: "boolean", default: false }, "persist-to": { type: "string" } },
});

type Row = { id: string; user_id: string; prompt: string; position: number };

/** Compiles queries to SQL and runs none. */
const db = new Kysely<Database>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new SqliteIntrospector(of),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});
const folder = await mkdtemp(join(tmpdir(), "flux-ai-reindex-"));
const file = join(folder, "piece.sql");
await executeOn(values, "--command", "INSERT INTO search (search) VALUES ('delete-all')");
const [counted] = await executeOn<{ count: number }>(
  values,
  "--command",
  "SELECT count(*) AS count FROM generation_history",
);
const written = progress("Prompts", counted?.results[0]?.count ?? 0);
let last = 0;
for (;;) {
  const rows = await rowsAfter(last);
  if (rows.length === 0) break;
  await writeFile(file, rows.flatMap(statementsFor).join("\n"));
  await executeOn(values, "--file", file);
  written.step(rows.length);
  last = rows.at(-1)?.position ?? last;
}
written.end();
await rm(folder, { recursive: true });
console.log("The search index is whole.");

async function rowsAfter(position: number): Promise<Row[]> {
  const columns = "id, user_id, prompt, position";
  const piece = `WHERE position > ${position} ORDER BY position LIMIT ${ROWS_A_PIECE}`;
  const [answer] = await executeOn<Row>(
    values,
    "--command",
    `SELECT ${columns} FROM generation_history ${piece}`,
  );
  return answer?.results ?? [];
}

/** Takes a generation out of the index before it is put in, since the app may have indexed it meanwhile. */
function statementsFor({ id, user_id, prompt }: Row): string[] {
  return indexedAgain(db, { id, userId: user_id, prompt }).map((query) => inlined(query.compile()));
}

/** Writes parameters into the SQL, since a file takes none. They are ids, keys and words, and quoted all the same. */
function inlined({ sql, parameters }: CompiledQuery): string {
  const values = [...parameters];
  return `${sql.replace(/\?/g, () => `'${String(values.shift()).replaceAll("'", "''")}'`).replace(/\s+/g, " ")};`;
}
