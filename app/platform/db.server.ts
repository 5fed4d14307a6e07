import {
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type InferResult,
  Kysely,
} from "kysely";
import { D1Dialect } from "kysely-d1";
import { D1 } from "./d1/d1.server";
import type { Database } from "./schema";
import type { Timings } from "./timings.server";

export { refusedBy } from "./d1/failures.server";

/** What `atomically` takes: any Kysely query that has not been run. */
export type Query = { compile(): CompiledQuery };

export class Db extends Kysely<Database> {
  readonly #d1: D1;

  constructor(database: D1Database, timings: Timings) {
    const d1 = new D1(database, timings);
    super({ dialect: new Dialect(d1) });
    this.#d1 = d1;
  }

  /**
   * Runs the queries as one transaction in one round trip: all of them or none. It throws what `roundTrip` throws. What
   * they return, one after the other, is for the caller to know.
   * `mayArriveTwice` says that a key of the schema refuses the second arrival, so that a lost answer is asked for again.
   */
  async atomically<Row = unknown>(queries: Query[], { mayArriveTwice = false } = {}): Promise<Row[][]> {
    // D1 does not take a batch of nothing.
    if (queries.length === 0) return [];
    const compiled = queries.map((query) => query.compile());
    const answers = await this.#d1.write<Row>(compiled, { mayArriveTwice });
    return answers.map(({ results }) => results);
  }

  /** What several queries read, in one round trip: a page asks for its parts at once. They must write nothing. */
  async readTogether<const Queries extends readonly Compilable<unknown>[]>(
    queries: Queries,
  ): Promise<{ -readonly [Index in keyof Queries]: InferResult<Queries[Index]> }> {
    const answers = await this.#d1.read(queries.map((query) => query.compile()));
    const rows = answers.map(({ results }) => results);
    return rows as { -readonly [Index in keyof Queries]: InferResult<Queries[Index]> };
  }

  /**
   * The same for queries that count how often something is read, which may be counted twice where an answer is lost. What
   * they return, one after the other, is for the caller to know.
   */
  async countTogether(queries: Query[]): Promise<unknown[][]> {
    const answers = await this.#d1.read(queries.map((query) => query.compile()));
    return answers.map(({ results }) => results);
  }

  /**
   * From now on the copy of the database that is nearest may answer, if it knows at least what the bookmark stands for.
   * With null the database itself answers first, and what was written in between is known to all that is asked later.
   */
  readFrom(bookmark: string | null): void {
    this.#d1.readFrom(bookmark);
  }

  /** The size of the database in bytes, as the last answer told; null before there was one. */
  get bytes(): number | null {
    return this.#d1.bytes;
  }

  /** What stands for the database as it is after what was written here; null where nothing was, or without `readFrom`. */
  get bookmark(): string | null {
    return this.#d1.bookmark;
  }
}

class Dialect extends D1Dialect {
  constructor(readonly d1: D1) {
    super({ database: d1.database });
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    driver.acquireConnection = async () => connectionTo(this.d1);
    return driver;
  }
}

function connectionTo(d1: D1): DatabaseConnection {
  return {
    async executeQuery<Row>(query: CompiledQuery) {
      if (query.query.kind === "SelectQueryNode") {
        const [answer] = await d1.read([query]);
        return { rows: (answer?.results ?? []) as Row[] };
      }
      const { results, meta } = await d1.writeOne<Row>(query);
      return {
        rows: results,
        insertId: BigInt(meta.last_row_id),
        numAffectedRows: BigInt(meta.changes),
      };
    },
    // D1 hands over what it has at once.
    streamQuery(): AsyncIterableIterator<never> {
      throw new Error("D1 does not stream.");
    },
  };
}
