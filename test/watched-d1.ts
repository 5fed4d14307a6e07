import type { Faults } from "./faults";

/** A database that can break, and that counts the rows that queries read, for which D1 bills; batches that write count nothing. */
export function watchedD1(d1: D1Database, faults: Faults): { d1: D1Database; rowsRead: () => number } {
  let rows = 0;
  const inner = new WeakMap<object, D1PreparedStatement>();
  const reading = new WeakSet<object>();

  const watched = (statement: D1PreparedStatement, reads: boolean): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, name) {
        if (name === "bind") return (...values: unknown[]) => watched(target.bind(...values), reads);
        if (name !== "all") return Reflect.get(target, name).bind(target);
        return async () => {
          const result = await faults.around("query", () => target.all());
          rows += result.meta.rows_read;
          return result;
        };
      },
    });
    inner.set(proxy, statement);
    if (reads) reading.add(proxy);
    return proxy;
  };

  return {
    rowsRead: () => rows,
    d1: new Proxy(d1, {
      get(target, name) {
        if (name === "prepare")
          return (sql: string) => watched(target.prepare(sql), /^(select|with) /i.test(sql));
        if (name === "batch")
          return async (all: D1PreparedStatement[]) => {
            const results = await faults.around("batch", () =>
              target.batch(all.map((one) => inner.get(one) ?? one)),
            );
            if (all.every((one) => reading.has(one))) for (const { meta } of results) rows += meta.rows_read;
            return results;
          };
        return Reflect.get(target, name).bind(target);
      },
    }),
  };
}
