/**
 * Stands between the Worker and its stores, and is asked first: each call to them waits as long as the request's headers
 * say, as it does where they are far away. It counts calls and rows, notes what a page asks for and answers, and answers
 * the same by itself where it is told to, as the barest Worker would: the same questions and bytes, and nothing else.
 */
import worker from "./index.js";

const noted = new Map();
const sleep = (ms) => (ms > 0 ? new Promise((wake) => setTimeout(wake, ms)) : undefined);

export default {
  async fetch(request, env, ctx) {
    const { headers } = request;
    const far = { d1: Number(headers.get("X-D1-Ms")), r2: Number(headers.get("X-R2-Ms")) };
    const bare = headers.get("X-Bare");
    if (bare) return bareAnswer(noted.get(bare), env, far);
    const seen = { trips: [], rows: 0 };
    const answer = await worker.fetch(
      request,
      { ...env, DB: d1Of(env.DB, far, seen), PICTURES: r2Of(env.PICTURES, far, seen) },
      ctx,
    );
    const note = headers.get("X-Note");
    if (!note) {
      const response = new Response(answer.body, answer);
      response.headers.set("X-Rows-Read", String(seen.rows));
      return response;
    }
    const body = await answer.arrayBuffer();
    noted.set(note, { trips: seen.trips, body, headers: [...answer.headers], status: answer.status });
    return new Response(body, answer);
  },
  scheduled: (...all) => worker.scheduled(...all),
};

async function bareAnswer({ trips, body, headers, status }, env, far) {
  for (const trip of trips) {
    await sleep(trip.kind === "d1" ? far.d1 : far.r2);
    if (trip.kind === "r2") await (await env.PICTURES.get(trip.key))?.arrayBuffer();
    else await env.DB.batch(trip.queries.map(({ sql, values }) => env.DB.prepare(sql).bind(...values)));
  }
  return new Response(body, { status, headers });
}

function d1Of(d1, far, seen) {
  const queries = new WeakMap();
  const over = (asked) => ({
    prepare: (sql) => {
      const bound = (statement, values) => {
        const mine = {
          bind: (...more) => bound(statement.bind(...more), more),
          all: async () => (await run([mine]))[0],
        };
        queries.set(mine, { statement, sql, values });
        return mine;
      };
      return bound(asked.prepare(sql), []);
    },
    batch: (all) => run(all, asked),
    ...(asked.getBookmark && { getBookmark: () => asked.getBookmark() }),
    ...(asked.withSession && { withSession: (from) => over(asked.withSession(from)) }),
  });
  const run = async (all, asked) => {
    const known = all.map((one) => queries.get(one));
    seen.trips.push({ kind: "d1", queries: known.map(({ sql, values }) => ({ sql, values })) });
    await sleep(far.d1);
    const results = asked
      ? await asked.batch(known.map(({ statement }) => statement))
      : [await known[0].statement.all()];
    for (const { meta } of results) seen.rows += meta.rows_read ?? 0;
    return results;
  };
  return over(d1);
}

function r2Of(r2, far, seen) {
  return new Proxy(r2, {
    get(target, name) {
      const method = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...values) => {
        if (name === "get") seen.trips.push({ kind: "r2", key: values[0] });
        await sleep(far.r2);
        return method.apply(target, values);
      };
    },
  });
}
