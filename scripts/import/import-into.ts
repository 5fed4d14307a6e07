import { GENERATIONS, PEOPLE, type Recognised, recognise, tablesLeft } from "./columns";
import { readDump } from "./dump";
import { bringGenerations } from "./generations";
import { bringPeople } from "./people";
import { Report } from "./report";
import type { Target } from "./target";

/** `isWhole`: nothing was left out. */
export type Imported = { lines: string[]; isWhole: boolean };

/** Brings what an export holds into the database and the store of `to`, and says line by line what came of it. */
export async function importInto(to: Target, path: string): Promise<Imported> {
  const dump = await readDump(path);
  const statements = new Report("Statements that SQLite refused");
  for (const { statement, why } of dump.refused) statements.leave(statement, why);
  const [people, generations] = [recognise(dump, PEOPLE), recognise(dump, GENERATIONS)];
  const recognised = [people, generations].flatMap((table) => (table ? [said(table)] : []));
  const others = tablesLeft(dump, [people?.table, generations?.table]);
  const left = others.length > 0 ? [`Tables of which nothing is brought: ${others.join(", ")}.`] : [];
  if (!people) return { lines: [...recognised, ...left, "There is no table of people."], isWhole: false };
  const { owners, report } = await bringPeople(to, people.rows);
  const reports = [report, ...(generations ? [await bringGenerations(to, generations.rows, owners)] : [])];
  if (statements.left.length > 0) reports.unshift(statements);
  return {
    lines: [
      ...recognised,
      ...left,
      ...reports.flatMap((one) => one.lines()),
      ...(generations ? [] : ["There is no table of generations."]),
    ],
    isWhole: reports.every((one) => one.left.length === 0),
  };
}

function said({ table, columns, left, rows }: Recognised<string>): string {
  const pairs = Object.entries(columns).map(([field, column]) => `${column} → ${field}`);
  const rest = left.length > 0 ? `; left alone: ${left.join(", ")}` : "";
  return `${table}: ${rows.length} rows; ${pairs.join(", ")}${rest}`;
}
