import type { Dump, OldRow, OldTable } from "./dump";

/** The names under which other sites keep something, in lower case and without signs, the likeliest first. */
type Names<Field extends string> = { tables: readonly string[]; columns: Record<Field, readonly string[]> };

export const PEOPLE = {
  tables: ["users", "user", "accounts", "people"],
  columns: {
    id: ["id", "userid", "uid", "uuid"],
    address: ["email", "emailaddress", "mail", "login", "username"],
    credits: ["credits", "creditbalance", "balance", "creditsremaining", "remainingcredits", "creditsleft"],
    createdAt: ["createdat", "created", "registeredat", "joinedat", "signupdate", "createdtime"],
  },
} satisfies Names<string>;

export const GENERATIONS = {
  tables: ["generationhistory", "generations", "history", "images"],
  columns: {
    id: ["id", "generationid", "uuid"],
    owner: ["userid", "user", "ownerid", "accountid", "uid", "useremail", "email"],
    prompt: ["prompt", "prompttext", "inputprompt", "text"],
    model: ["model", "modelname", "modelid"],
    picture: ["imageurl", "outputurl", "resulturl", "pictureurl", "url", "output", "image", "result"],
    ratio: ["aspectratio", "ratio"],
    seed: ["seed"],
    favorite: ["favorite", "favourite", "isfavorite", "isfavourite", "starred"],
    createdAt: ["createdat", "created", "timestamp", "createdtime"],
    completedAt: ["completedat", "completed", "finishedat"],
    updatedAt: ["updatedat", "updated", "modifiedat"],
  },
} satisfies Names<string>;

/** A row by our names for its columns; a column that is not there is undefined. */
export type OldValues<Field extends string> = Partial<Record<Field, unknown>>;
export type OldPerson = OldValues<keyof typeof PEOPLE.columns>;
export type OldGeneration = OldValues<keyof typeof GENERATIONS.columns>;

/** A table of the old site, by what of it was recognised; `left` are the columns that nothing is made of. */
export type Recognised<Field extends string> = {
  table: string;
  columns: Partial<Record<Field, string>>;
  left: string[];
  rows: OldValues<Field>[];
};

/** The table of a dump that goes by one of these names, the likeliest first; null when there is none. */
export function recognise<Field extends string>(dump: Dump, names: Names<Field>): Recognised<Field> | null {
  const place = ({ name }: OldTable) => names.tables.indexOf(plain(name));
  const [table] = dump.tables.filter((one) => place(one) >= 0).sort((a, b) => place(a) - place(b));
  return table ? recognised(table, names.columns) : null;
}

/** Tables of a dump of which nothing is brought along. */
export function tablesLeft(dump: Dump, taken: (string | undefined)[]): string[] {
  return dump.tables.map(({ name }) => name).filter((name) => !taken.includes(name));
}

function recognised<Field extends string>(
  { name, columns: all, rows }: OldTable,
  names: Record<Field, readonly string[]>,
): Recognised<Field> {
  const columns: Partial<Record<Field, string>> = {};
  const taken = new Set<string>();
  for (const field of Object.keys(names) as Field[]) {
    const found = names[field]
      .map((wanted) => all.find((column) => plain(column) === wanted && !taken.has(column)))
      .find((column) => column !== undefined);
    if (found === undefined) continue;
    columns[field] = found;
    taken.add(found);
  }
  const pairs = Object.entries(columns) as [Field, string][];
  const byField = (row: OldRow) =>
    Object.fromEntries(pairs.map(([field, column]) => [field, row[column]])) as OldValues<Field>;
  return { table: name, columns, left: all.filter((column) => !taken.has(column)), rows: rows.map(byField) };
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
