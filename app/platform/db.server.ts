import {
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type InferResult,
  Kysely,
} from "kysely";
import { D1Dialect } from "kysely-d1";
import type { Database } from "./schema";
import type { Timings } from "./timings.server";
import { unavailable } from "./unavailable.server";

/** What `atomically` takes: any Kysely query that has not been run. */
export type Query = { compile(): CompiledQuery };

export class Db extends Kysely<Database> {
  readonly #d1: D1Database;
  readonly #timings: Timings;

  constructor(d1: D1Database, timings: Timings) {
    super({ dialect: new TimedDialect(d1, timings) });
    this.#d1 = d1;
    this.#timings = timings;
  }

  /**
   * Runs the queries as one transaction in one round trip: all of them or none. It throws what `roundTrip` throws. What
   * they return, one after the other, is for the caller to know.
   * `mayArriveTwice` says that a key of the schema refuses the second arrival, so that a lost answer is asked for again.
   */
  async atomically<Row = unknown>(queries: Query[], { mayArriveTwice = false } = {}): Promise<Row[][]> {
    // D1 does not take a batch of nothing.
    if (queries.length === 0) return [];
    const statements = queries.map((query) => {
      const { sql, parameters } = query.compile();
      return this.#d1.prepare(sql).bind(...parameters);
    });
    const batch = () => this.#d1.batch<Row>(statements);
    const answers = await roundTrip(this.#timings, batch, mayArriveTwice ? TRIES : 1);
    return answers.map(({ results }) => results);
  }

  /** What several queries read, in one round trip: a page asks for its parts at once. They must write nothing. */
  async readTogether<const Queries extends readonly Compilable<unknown>[]>(
    queries: Queries,
  ): Promise<{ -readonly [Index in keyof Queries]: InferResult<Queries[Index]> }> {
    const rows = await this.atomically([...queries], { mayArriveTwice: true });
    return rows as { -readonly [Index in keyof Queries]: InferResult<Queries[Index]> };
  }
}

/** Whether a constraint of the schema said no: this one, by the name of a CHECK or `table.column`, or any. */
export function refusedBy(error: unknown, constraint = ""): boolean {
  return error instanceof Error && REFUSAL.test(error.message) && error.message.includes(constraint);
}

/** What D1 says when a constraint refuses a value, or a STRICT table one of another type than its column. */
const REFUSAL = /constraint failed|cannot store \w+ value/i;

class TimedDialect extends D1Dialect {
  constructor(
    d1: D1Database,
    readonly timings: Timings,
  ) {
    super({ database: d1 });
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    const acquire = driver.acquireConnection.bind(driver);
    driver.acquireConnection = async () => timed(await acquire(), this.timings);
    return driver;
  }
}

function timed(connection: DatabaseConnection, timings: Timings): DatabaseConnection {
  return {
    async executeQuery<Row>(query: CompiledQuery) {
      const isRead = query.query.kind === "SelectQueryNode";
      const result = await roundTrip(timings, () => connection.executeQuery<Row>(query), isRead ? TRIES : 1);
      // kysely-d1 0.4 adds a field that Kysely took out, and Kysely warns of it in every isolate.
      return { rows: result.rows, insertId: result.insertId, numAffectedRows: result.numAffectedRows };
    },
    streamQuery: connection.streamQuery.bind(connection),
  };
}

/** What D1 said, as one word of ours: its sentences can quote what was written. */
function kindOfFailure(message: string): string {
  const [, kind] = FAILURES.find(([said]) => said.test(message)) ?? [];
  return kind ?? "other";
}

const FAILURES: [said: RegExp, kind: string][] = [
  [/connection lost/i, "connection_lost"],
  [/overloaded|too many requests/i, "overloaded"],
  [/timed? ?out|exceeded/i, "timed_out"],
  [/reset/i, "reset"],
  [/internal error/i, "internal_error"],
  [/no such (table|column)/i, "not_migrated"],
  [/syntax error/i, "syntax_error"],
  [/full/i, "full"],
];

/** How often in all that is sent which may arrive twice, and the pause before the second time, doubled before the third. */
const TRIES = 3;
const PAUSE_MS = 20;

/**
 * A refusal by the schema is an answer and is thrown as it came. Anything else means that the database is not there:
 * tried again where that is harmless, but not when it is overloaded, and in the end `Unavailable` is thrown.
 */
async function roundTrip<Result>(
  timings: Timings,
  run: () => Promise<Result>,
  tries: number,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await timings.measure("db", run);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (REFUSAL.test(message)) throw error;
      if (attempt >= tries || !/connection lost|reset|internal error|timed? ?out/i.test(message)) {
        throw unavailable("database", kindOfFailure(message));
      }
      await new Promise((wake) => setTimeout(wake, PAUSE_MS * 2 ** (attempt - 1)));
    }
  }
}
