/** A call to the database: its statements with what was bound to them, and the rows that each returned. */
export type Step = { statements: [sql: string, bound: unknown[]][]; rows: unknown[][] };

/** A database that notes every call in `steps`. */
export function recordedD1(d1: D1Database, steps: Step[]): D1Database {
  const made = new WeakMap<object, { real: D1PreparedStatement; said: Step["statements"][number] }>();

  const recorded = (real: D1PreparedStatement, said: Step["statements"][number]): D1PreparedStatement => {
    const proxy = new Proxy(real, {
      get(target, name) {
        if (name === "bind")
          return (...bound: unknown[]) => recorded(target.bind(...bound), [said[0], bound]);
        if (name !== "all") return Reflect.get(target, name).bind(target);
        return async () => {
          const result = await target.all();
          steps.push({ statements: [said], rows: [result.results] });
          return result;
        };
      },
    });
    made.set(proxy, { real, said });
    return proxy;
  };

  return new Proxy(d1, {
    get(target, name) {
      if (name === "prepare") return (sql: string) => recorded(target.prepare(sql), [sql, []]);
      if (name !== "batch") return Reflect.get(target, name).bind(target);
      return async (all: D1PreparedStatement[]) => {
        const ones = all.flatMap((one) => made.get(one) ?? []);
        const results = await target.batch(ones.map(({ real }) => real));
        steps.push({ statements: ones.map(({ said }) => said), rows: results.map((one) => one.results) });
        return results;
      };
    },
  });
}
