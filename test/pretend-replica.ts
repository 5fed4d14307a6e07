/**
 * A database with one replica that has stopped at the version it had when it was first asked, as one does whose news are
 * late: what it has answered once it answers again, unless it is asked by a bookmark of a later version, for which a
 * real one waits. Each batch or query that writes makes a version, and a bookmark is its number.
 */
export function pretendReplica(d1: D1Database): D1Database {
  let version = 0;
  let stoppedAt: number | null = null;
  const answered = new Map<string, D1Result>();

  const session = (from: string): D1DatabaseSession => {
    let seen = /^\d+$/.test(from) ? Number(from) : Number.POSITIVE_INFINITY;
    const asked = new WeakMap<object, { sql: string; values: unknown[]; statement: D1PreparedStatement }>();
    const run = async (statements: D1PreparedStatement[]): Promise<D1Result[]> => {
      const queries = statements.map((one) => asked.get(one)).filter((one) => one !== undefined);
      const isRead = queries.every(({ sql }) => /^(select|with) /i.test(sql));
      if (isRead && Number.isFinite(seen)) stoppedAt ??= version;
      if (isRead && seen <= (stoppedAt ?? -1)) {
        const keys = queries.map(({ sql, values }) => JSON.stringify([sql, values]));
        if (keys.every((key) => answered.has(key))) return keys.map((key) => answered.get(key) as D1Result);
        const results = await d1.batch(queries.map(({ statement }) => statement));
        keys.forEach((key, at) => void answered.set(key, results[at] as D1Result));
        return results;
      }
      if (!isRead) version++;
      seen = version;
      return d1.batch(queries.map(({ statement }) => statement));
    };
    const prepare = (sql: string) => {
      const statement = {
        bind: (...values: unknown[]) => {
          const bound = { all: async () => (await run([bound as never]))[0] };
          asked.set(bound, { sql, values, statement: d1.prepare(sql).bind(...values) });
          return bound as unknown as D1PreparedStatement;
        },
      };
      return statement as unknown as D1PreparedStatement;
    };
    return { prepare, batch: run, getBookmark: () => String(version) } as unknown as D1DatabaseSession;
  };
  return { ...session("now"), withSession: (from = "now") => session(from) } as unknown as D1Database;
}
