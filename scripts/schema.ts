import { readFile, writeFile } from "node:fs/promises";
import { readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { Miniflare } from "miniflare";

/**
 * `npm run schema` writes the database's types from a database that the migrations made; with `--check` it writes
 * nothing and fails when the file differs. So the types and the database cannot disagree.
 */
const FILE = "app/platform/schema.ts";

type Column = {
  name: string;
  type: "TEXT" | "INTEGER" | "REAL" | "BLOB";
  notnull: number;
  dflt_value: string | null;
  pk: number;
};

const written = await schemaText();
if (!process.argv.includes("--check")) await writeFile(FILE, written);
else if ((await readFile(FILE, "utf8")) !== written) {
  console.error(`${FILE} and the migrations disagree: run \`npm run schema\`.`);
  process.exitCode = 1;
}

async function schemaText(): Promise<string> {
  const miniflare = new Miniflare({
    modules: true,
    script: "export default {}",
    compatibilityDate: "2026-04-01",
    d1Databases: ["DB"],
    cf: false,
  });
  try {
    const d1 = await miniflare.getD1Database("DB");
    for (const { queries } of await readD1Migrations("migrations"))
      await d1.batch(queries.map((sql) => d1.prepare(sql)));
    const tables = await d1
      .prepare(
        `SELECT name, sqlite_schema.sql, pragma_table_list.type FROM sqlite_schema JOIN pragma_table_list USING (name)
         WHERE pragma_table_list.type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' ORDER BY name`,
      )
      .all<{ name: string; sql: string; type: "table" | "virtual" }>();
    const interfaces: string[] = [];
    for (const { name, sql, type } of tables.results) {
      const columns = await d1.prepare(`SELECT * FROM pragma_table_info('${name}')`).all<Column>();
      interfaces.push(
        interfaceOf(name, type === "table" ? columns.results : indexColumns(columns.results), sql),
      );
    }
    const members = tables.results.map(({ name }) => `  ${name}: ${typeName(name)};`);
    return [
      "// Written by `npm run schema` from the migrated database: change a migration, not this file.",
      'import type { Generated } from "kysely";',
      ...interfaces,
      `export interface Database {\n${members.join("\n")}\n}`,
    ]
      .join("\n\n")
      .concat("\n");
  } finally {
    await miniflare.dispose();
  }
}

/** The columns of a full-text index, to which FTS5 gives no types: they are texts, and `rowid` is their row's number. */
function indexColumns(columns: Column[]): Column[] {
  const texts = columns.map((column) => ({ ...column, type: "TEXT" as const, notnull: 1 }));
  return [{ name: "rowid", type: "INTEGER", notnull: 1, dflt_value: null, pk: 1 }, ...texts];
}

function interfaceOf(table: string, columns: Column[], createSql: string): string {
  const members = columns.map((column) => `  ${column.name}: ${columnType(column, createSql)};`);
  return `export interface ${typeName(table)} {\n${members.join("\n")}\n}`;
}

function columnType({ name, type, notnull, dflt_value, pk }: Column, createSql: string): string {
  const base =
    allowedValues(name, createSql) ??
    { TEXT: "string", INTEGER: "number", REAL: "number", BLOB: "ArrayBuffer" }[type];
  const nullable = notnull || pk ? base : `${base} | null`;
  // An empty text as default is there only because ALTER TABLE needs one: code has to say the value.
  return dflt_value === null || dflt_value === "''" ? nullable : `Generated<${nullable}>`;
}

/** Reads `CHECK (column IN ('a', 'b'))` as a union of the values; undefined for a column without one. */
function allowedValues(column: string, createSql: string): string | undefined {
  const values = createSql.match(new RegExp(`CHECK \\(${column} IN \\(([^)]*)\\)\\)`))?.[1];
  return values
    ?.split(",")
    .map((value) => value.trim().replaceAll("'", '"'))
    .join(" | ");
}

function typeName(table: string): string {
  return table.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
