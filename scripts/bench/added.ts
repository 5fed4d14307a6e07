import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { uuidv7 } from "uuidv7";
import { WEBP } from "../../test/pretend-replicate";
import { servePretendReplicate } from "../../test/pretend-replicate-server";
import { progress } from "../progress";
import { run } from "../run";
import { makeLocalSecrets } from "../secrets";
import { serve } from "../server";

/**
 * `npm run bench` measures what the app adds to Replicate's own time, from the post of the form to the redirect, on this
 * machine. The pretend Replicate waits for about DELAY_MS, which is measured and taken off, and answers with a picture
 * as large as FLUX's usual ones.
 */
const DELAY_MS = 300;
const PICTURE_BYTES = 100_000;
const WARM_UP = 20;
const ROUNDS = 200;

await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
const persistTo = await mkdtemp(join(tmpdir(), "flux-ai-bench-"));
const { pretend, vars, stop } = await servePretendReplicate();
const picture = new Uint8Array(PICTURE_BYTES);
picture.set(WEBP);
let cookie = "";
let delayedMs = 0;
pretend.onCreate = async (made) => {
  const from = performance.now();
  await sleep(DELAY_MS);
  delayedMs = performance.now() - from;
  return Response.json(pretend.succeed(made), { status: 201 });
};
pretend.onDownload = () => new Response(picture);

const server = await serve({
  port: 0,
  vars: { ...vars, SESSION_SECRETS: "of-the-bench", SIGNUP_CREDITS: "1000000" },
  persistTo,
  onLine: () => {},
});
await signUp();
const rounds = progress("Pictures", WARM_UP + ROUNDS);
for (let round = 0; round < WARM_UP; round++) {
  await post();
  rounds.step();
}
const added: number[] = [];
const parts = { db: [] as number[], storage: [] as number[] };
for (let round = 0; round < ROUNDS; round++) {
  const from = performance.now();
  const timing = await post();
  added.push(performance.now() - from - delayedMs);
  for (const part of ["db", "storage"] as const) {
    parts[part].push(Number(timing.match(`${part};dur=([\\d.]+)`)?.[1]));
  }
  rounds.step();
}
rounds.end();
console.log(`${ROUNDS} pictures of ${PICTURE_BYTES / 1000} kB, Replicate's own ${DELAY_MS} ms taken off`);
console.log(`added by the app: median ${median(added)} ms, 95th percentile ${percentile(added, 0.95)} ms`);
console.log(`of that: D1 ${median(parts.db)} ms, download and R2 ${median(parts.storage)} ms (medians)`);
await server.stop();
stop();
await rm(persistTo, { recursive: true });

async function signUp(): Promise<void> {
  const response = await send("/join", { email: "bench@example.com", password: "correct horse" });
  cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

/** Orders a picture and returns the Server-Timing header of the answer. */
async function post(): Promise<string> {
  const response = await send("/?index", {
    id: uuidv7(),
    prompt: `A castle ${delayedMs}`,
    ratio: "1:1",
    seed: "",
  });
  if (response.status !== 303) throw new Error(`answered ${response.status}`);
  return response.headers.get("Server-Timing") ?? "";
}

function send(path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(new URL(path, server.url), {
    method: "POST",
    redirect: "manual",
    headers: { Origin: server.url.origin, Cookie: cookie },
    body: new URLSearchParams(fields),
  });
}

function median(values: number[]): string {
  return percentile(values, 0.5);
}

function percentile(values: number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
}
