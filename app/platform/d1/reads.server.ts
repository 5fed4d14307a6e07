import type { CompiledQuery } from "kysely";
import { Unavailable } from "../unavailable.server";

/**
 * Runs queries in one round trip, and answers in their order. Where the database does not answer, it throws Unavailable;
 * with `isTogether`, since they come from several who asked, what may be the fault of one query it throws as it came.
 */
type Run = (queries: CompiledQuery[], isTogether: boolean) => Promise<D1Result[]>;

/** What somebody asks, and where the answer goes. */
type Ask = {
  queries: CompiledQuery[];
  resolve: (results: D1Result[]) => void;
  reject: (error: unknown) => void;
};

/**
 * How many turns of the microtask queue a question waits for company. Two that are asked in the same moment come here by
 * ways of different length, some ten turns apart; all of these turns together take microseconds.
 */
const TURNS = 40;

/**
 * Reads that are asked in the same moment travel together, in one round trip. Each is answered as if it had been asked
 * alone: where one of them is wrong, which fails the whole batch, all are asked again one by one.
 */
export class Reads {
  #waiting: Ask[] = [];
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  ask(queries: CompiledQuery[]): Promise<D1Result[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ queries, resolve, reject });
      if (this.#waiting.length === 1) void this.#send();
    });
  }

  async #send(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await null;
    const asks = this.#waiting.splice(0);
    try {
      const queries = asks.flatMap(({ queries }) => queries);
      const results = await this.#run(queries, asks.length > 1);
      for (const { queries, resolve } of asks) resolve(results.splice(0, queries.length));
    } catch (error) {
      if (asks.length > 1 && !(error instanceof Unavailable))
        for (const { queries, resolve, reject } of asks) this.#run(queries, false).then(resolve, reject);
      else for (const { reject } of asks) reject(error);
    }
  }
}
