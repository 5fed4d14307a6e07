import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { uuidv7 } from "uuidv7";
import { atOnce, type Far, type FarServer, median, serveFar } from "./far-server";

/** Pictures on the page of the history that is measured, and how many of them a browser fetches at a time. */
const [PICTURES, AT_ONCE] = [24, 6];
const NEAR: Far = { d1: 0, r2: 0 };

type Measured = { ms: number; d1: number; r2: number; d1Ms: number; r2Ms: number; bytes: number };

/**
 * Prints, as a table for the README, what pages and the main job take with stores near and far, beside the bare Worker
 * that asks the same questions and sends the same bytes. Each figure is the median of `rounds`.
 */
export async function benchFar(distances: Far[], rounds: number): Promise<void> {
  const persistTo = await mkdtemp(join(tmpdir(), "flux-ai-bench-"));
  const server = await serveFar(persistTo, {
    ...{ SESSION_SECRETS: "of-the-bench", SIGNUP_CREDITS: "100000", REPLICATE_API_TOKEN: "" },
    ...{ RESULT_CACHE_HOURS: "0", MAX_OPEN_GENERATIONS: "100", PREDICTIONS_A_DAY: "100000" },
  });
  await server.post("/join", { email: "bench@example.com", password: "correct horse" }, NEAR);
  for (let made = 0; made < PICTURES; made++) await order(server, NEAR, `A castle by the sea ${made}`);
  await settled(server);

  const history = await server.ask("/history", NEAR);
  const page = history.text.match(/\/generations\/[\w-]{36}/)?.[0] ?? "";
  const thumbnails = thumbnailsOf(history.text);
  const jobs: [string, (far: Far, bare: boolean) => Promise<Measured>][] = [
    ["the history's page", (far, bare) => one(server, "/history", far, bare)],
    [`the history with its ${PICTURES} thumbnails`, (far, bare) => withPictures(server, far, bare)],
    ["a picture's page", (far, bare) => one(server, page, far, bare)],
    ["the room to make one", (far, bare) => one(server, "/", far, bare)],
    ["one thumbnail", (far, bare) => one(server, thumbnails[0] ?? "", far, bare)],
    ["an order, without Replicate's own time", (far) => ordered(server, far)],
  ];
  for (const path of ["/history", page, "/", ...thumbnails])
    await server.ask(path, NEAR, { headers: { "X-Note": path } });

  const named = distances.map(({ d1, r2 }) => `${d1} and ${r2} ms`);
  console.log(
    `Medians of ${rounds} in ms on ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}:`,
  );
  console.log(`\n| | D1 | R2 | ${named.map((name) => `bare, ${name} | app, ${name}`).join(" | ")} |`);
  console.log(`| --- | --- | --- | ${distances.map(() => "--- | ---").join(" | ")} |`);
  for (const [name, job] of jobs) {
    const isOrder = name.startsWith("an order");
    const cells: string[] = [];
    let trips = { d1: 0, r2: 0 };
    for (const far of distances) {
      const [bare, app]: [number[], Measured[]] = [[], []];
      for (let round = 0; round < rounds + 2; round++) {
        // They take turns, so that whatever else the machine does meets both alike.
        if (!isOrder) bare.push((await job(far, true)).ms);
        app.push(await job(far, false));
      }
      const measured = app.slice(2);
      trips = { d1: median(measured.map(({ d1 }) => d1)), r2: median(measured.map(({ r2 }) => r2)) };
      const ms = median(measured.map((each) => each.ms));
      const share = (part: "d1Ms" | "r2Ms") =>
        Math.round((median(measured.map((each) => each[part])) / ms) * 100);
      cells.push(isOrder ? "–" : median(bare.slice(2)).toFixed(1));
      cells.push(`${ms.toFixed(1)} (D1 ${share("d1Ms")} %, R2 ${share("r2Ms")} %)`);
    }
    console.log(`| ${name} | ${trips.d1} | ${trips.r2} | ${cells.join(" | ")} |`);
  }
  await server.stop();
  await rm(persistTo, { recursive: true, force: true });
}

async function one(server: FarServer, path: string, far: Far, bare: boolean): Promise<Measured> {
  const { ms, d1, r2, bytes, status } = await server.ask(
    path,
    far,
    bare ? { headers: { "X-Bare": path } } : {},
  );
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return { ms, d1: d1.calls, r2: r2.calls, d1Ms: d1.ms, r2Ms: r2.ms, bytes };
}

/** The page, and then its pictures, as a browser without a cache does. */
async function withPictures(server: FarServer, far: Far, bare: boolean): Promise<Measured> {
  const from = performance.now();
  const page = await server.ask("/history", far, bare ? { headers: { "X-Bare": "/history" } } : {});
  const all: Measured = { ms: 0, d1: page.d1.calls, r2: 0, d1Ms: page.d1.ms, r2Ms: 0, bytes: page.bytes };
  let longest = 0;
  await atOnce(AT_ONCE, thumbnailsOf(page.text), async (path) => {
    const picture = await one(server, path, far, bare);
    all.d1 += picture.d1;
    all.r2 += picture.r2;
    longest += picture.r2Ms / AT_ONCE;
    all.bytes += picture.bytes;
  });
  return { ...all, r2Ms: longest, ms: performance.now() - from };
}

/** The demo's own time is measured by the answer itself, as `provider`. */
async function ordered(server: FarServer, far: Far): Promise<Measured> {
  const { ms, d1, r2, bytes, headers } = await order(server, far, `A whale ${uuidv7()}`);
  const provider = Number((headers.get("Server-Timing") ?? "").match(/provider;dur=([\d.]+)/)?.[1] ?? 0);
  return { ms: ms - provider, d1: d1.calls, r2: r2.calls, d1Ms: d1.ms, r2Ms: r2.ms, bytes };
}

async function order(server: FarServer, far: Far, prompt: string) {
  const fields = { id: uuidv7(), prompt, model: "schnell", ratio: "1:1", price: "9" };
  const answer = await server.post("/?index", fields, far);
  if (answer.status !== 303) throw new Error(`an order answered ${answer.status}`);
  return answer;
}

/** Waits until every picture of the history is there with its thumbnail. */
async function settled(server: FarServer): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const { text } = await server.ask("/history", NEAR);
    const answers = await Promise.all(thumbnailsOf(text).map((path) => server.ask(path, NEAR)));
    if (answers.length >= PICTURES && answers.every(({ r2 }) => r2.calls === 1)) return;
    await new Promise((wake) => setTimeout(wake, 500));
  }
  throw new Error("The thumbnails did not come.");
}

function thumbnailsOf(html: string): string[] {
  return [...new Set(html.match(/\/images\/[\w-]+\/thumbnail\?s=[\w.-]+/g))].slice(0, PICTURES);
}
