import type { CompiledQuery } from "kysely";
import type { Timings } from "../timings.server";
import { isOfBookmark, mayBeOfOneQuery } from "./failures.server";
import { Reads } from "./reads.server";
import { roundTrip } from "./round-trip.server";

/** What is asked of a database: of itself, or of one of its sessions. */
type Asked = Pick<D1Database, "prepare" | "batch">;

/** The first question of a session goes to the database itself, so that nothing older than now is read. */
const NOW = "first-primary";

/** D1 as one request sees it. */
export class D1 {
  readonly database: D1Database;
  readonly #timings: Timings;
  readonly #reads: Reads;
  #session: D1DatabaseSession | null = null;
  #from: string = NOW;
  #hasWritten = false;
  #bytes: number | null = null;

  constructor(database: D1Database, timings: Timings) {
    this.database = database;
    this.#timings = timings;
    this.#reads = new Reads((queries, isTogether) => this.#readNow(queries, isTogether));
  }

  /** Answers reads, together with all others that are asked in the same moment. */
  read(queries: CompiledQuery[]): Promise<D1Result[]> {
    return queries.length > 0 ? this.#reads.ask(queries) : Promise.resolve([]);
  }

  async write<Row>(queries: CompiledQuery[], how: { mayArriveTwice: boolean }): Promise<D1Result<Row>[]> {
    this.#hasWritten = true;
    return roundTrip(this.#timings, () => this.#batch<Row>(queries), how);
  }

  /** One query that is no read and of no batch. */
  async writeOne<Row>(query: CompiledQuery): Promise<D1Result<Row>> {
    this.#hasWritten = true;
    return roundTrip(this.#timings, () => this.#alone<Row>(query), { mayArriveTwice: false });
  }

  readFrom(bookmark: string | null): void {
    this.#from = bookmark ?? NOW;
    this.#session = this.database.withSession(this.#from);
  }

  /** The size of the database in bytes, as the last answer told; null before there was one. */
  get bytes(): number | null {
    return this.#bytes;
  }

  get bookmark(): string | null {
    return this.#hasWritten ? (this.#session?.getBookmark() ?? null) : null;
  }

  async #readNow(queries: CompiledQuery[], isTogether: boolean): Promise<D1Result[]> {
    const [only] = queries;
    const run = () =>
      queries.length === 1 && only ? this.#alone(only).then((result) => [result]) : this.#batch(queries);
    const isForCaller = (error: unknown) =>
      this.#isUnknownBookmark(error) || (isTogether && mayBeOfOneQuery(error));
    try {
      return await roundTrip(this.#timings, run, { mayArriveTwice: true, isForCaller });
    } catch (error) {
      if (!this.#isUnknownBookmark(error)) throw error;
      this.readFrom(null);
      return roundTrip(this.#timings, run, { mayArriveTwice: true });
    }
  }

  #isUnknownBookmark(error: unknown): boolean {
    return this.#from !== NOW && isOfBookmark(error);
  }

  async #batch<Row>(queries: CompiledQuery[]): Promise<D1Result<Row>[]> {
    const results = await this.#asked.batch<Row>(queries.map((query) => this.#prepared(query)));
    this.#bytes = results.at(-1)?.meta.size_after ?? this.#bytes;
    return results;
  }

  async #alone<Row = unknown>(query: CompiledQuery): Promise<D1Result<Row>> {
    const result = await this.#prepared(query).all<Row>();
    this.#bytes = result.meta.size_after ?? this.#bytes;
    return result;
  }

  #prepared({ sql, parameters }: CompiledQuery): D1PreparedStatement {
    return this.#asked.prepare(sql).bind(...parameters);
  }

  /** Without a session nothing but the database itself is ever asked. */
  get #asked(): Asked {
    return this.#session ?? this.database;
  }
}
