import { cpus } from "node:os";
import { uuidv7 } from "uuidv7";
import { atOnce, type Far, median, serveFar } from "./far-server";

const NEAR: Far = { d1: 0, r2: 0 };
/** How many people look at once, each of whom fetches so many pictures at a time, and how many order meanwhile. */
const [LOOKERS, AT_ONCE, ORDERERS] = [6, 6, 2];

type Crowd = { email: string; password: string; seconds: number; persistTo: string };

/**
 * Looks at whole pages with their pictures, and orders, as fast as it goes for so many seconds, on a database that
 * `npm run seed` has filled, and prints what it carried. The pages lie at random depths.
 */
export async function benchCrowd({ email, password, seconds, persistTo }: Crowd): Promise<void> {
  const server = await serveFar(persistTo, {
    ...{ SESSION_SECRETS: "of-the-bench", REPLICATE_API_TOKEN: "", RESULT_CACHE_HOURS: "0" },
    ...{ MAX_OPEN_GENERATIONS: "100000", PREDICTIONS_A_DAY: "1000000", SIGNUP_CREDITS: "100000" },
  });
  const entered = await server.post("/login", { email, password }, NEAR);
  if (entered.status !== 303) throw new Error(`signing in answered ${entered.status}`);
  const { text } = await server.ask("/history", NEAR);
  const newest = Number(text.match(/before=(\d+)/)?.[1] ?? 0);
  const until = performance.now() + seconds * 1000;
  const views: { ms: number; d1: number; rows: number; pictures: number }[] = [];
  const orders: { ms: number; d1: number; refused: boolean }[] = [];

  const look = async () => {
    for (let first = true; performance.now() < until; first = false) {
      const from = performance.now();
      const place = first ? "" : `?before=${Math.floor(newest * (1 - Math.random() ** 2 / 100))}`;
      const page = await server.ask(`/history${place}`, NEAR);
      const pictures = [...new Set(page.text.match(/\/images\/[\w-]+\/thumbnail\?s=[\w.-]+/g))];
      await atOnce(AT_ONCE, pictures, (path) => server.ask(path, NEAR));
      const ms = performance.now() - from;
      views.push({ ms, d1: page.d1.ms, rows: page.rows, pictures: pictures.length });
    }
  };
  const order = async () => {
    while (performance.now() < until) {
      const fields = {
        id: uuidv7(),
        prompt: `A whale ${uuidv7()}`,
        model: "schnell",
        ratio: "1:1",
        price: "9",
      };
      const { ms, d1, status } = await server.post("/?index", fields, NEAR);
      orders.push({ ms, d1: d1.ms, refused: status !== 303 });
    }
  };
  await Promise.all([...Array.from({ length: LOOKERS }, look), ...Array.from({ length: ORDERERS }, order)]);
  const health = JSON.parse((await server.ask("/healthcheck", NEAR)).text);
  await server.stop();

  const per = (count: number) => (count / seconds).toFixed(1);
  const taken = orders.filter(({ refused }) => !refused);
  const share = (all: { ms: number; d1: number }[]) =>
    Math.round((all.reduce((sum, { d1 }) => sum + d1, 0) / all.reduce((sum, { ms }) => sum + ms, 0)) * 100);
  const of = (values: number[]) => Math.round(median(values));
  console.log(
    `${seconds} s on ${cpus().length} cores (${cpus()[0]?.model.trim()}), a database of ${health.database.megabytes} MB:`,
  );
  console.log(
    "\n| at once | a second | median ms | D1's share | rows read (median) |\n| --- | --- | --- | --- | --- |",
  );
  const pictures = of(views.map((view) => view.pictures));
  console.log(
    `| ${LOOKERS} people looking at pages with ${pictures} pictures | ${per(views.length)} | ${of(views.map(({ ms }) => ms))} | ${share(views)} % | ${of(views.map(({ rows }) => rows))} |`,
  );
  console.log(
    `| ${ORDERERS} people ordering from the demo | ${per(taken.length)} | ${of(taken.map(({ ms }) => ms))} | ${share(taken)} % | – |`,
  );
  if (taken.length < orders.length) console.log(`\n${orders.length - taken.length} orders were refused.`);
}
