import { type CompiledQuery, type DatabaseConnection, type Driver, Kysely } from "kysely";
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

  /** Runs the queries as one transaction in one round trip: all of them or none. Errors as in `roundTrip`. */
  async atomically(queries: Query[]): Promise<void> {
    const statements = queries.map((query) => {
      const { sql, parameters } = query.compile();
      return this.#d1.prepare(sql).bind(...parameters);
    });
    await roundTrip(this.#timings, () => this.#d1.batch(statements));
  }
}

/** Whether a constraint of the schema said no: by the name of a CHECK, or by `table.column` of a key. */
export function refusedBy(error: unknown, constraint: string): boolean {
  return (
    error instanceof Error && /constraint failed/i.test(error.message) && error.message.includes(constraint)
  );
}

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
      const result = await roundTrip(timings, () => connection.executeQuery<Row>(query));
      // kysely-d1 0.4 adds a field that Kysely took out, and Kysely warns of it in every isolate.
      return { rows: result.rows, insertId: result.insertId, numAffectedRows: result.numAffectedRows };
    },
    streamQuery: connection.streamQuery.bind(connection),
  };
}

/** A refusal by the schema is an answer and passes; anything else means that the database is not there. */
async function roundTrip<Result>(timings: Timings, run: () => Promise<Result>): Promise<Result> {
  try {
    return await timings.measure("db", run);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/constraint failed/i.test(message)) throw error;
    throw unavailable("database", message);
  }
}
