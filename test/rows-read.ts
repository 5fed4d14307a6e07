/** A database that adds up what D1 bills: the rows that its single queries read. Batches pass uncounted. */
export function countingRows(d1: D1Database): { d1: D1Database; rowsRead: () => number } {
  let rows = 0;
  const inner = new WeakMap<object, D1PreparedStatement>();

  const counted = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, name) {
        if (name === "bind") return (...values: unknown[]) => counted(target.bind(...values));
        if (name !== "all") return Reflect.get(target, name).bind(target);
        return async () => {
          const result = await target.all();
          rows += result.meta.rows_read;
          return result;
        };
      },
    });
    inner.set(proxy, statement);
    return proxy;
  };

  return {
    rowsRead: () => rows,
    d1: new Proxy(d1, {
      get(target, name) {
        if (name === "prepare") return (sql: string) => counted(target.prepare(sql));
        if (name === "batch")
          return (all: D1PreparedStatement[]) => target.batch(all.map((one) => inner.get(one) ?? one));
        return Reflect.get(target, name).bind(target);
      },
    }),
  };
}
