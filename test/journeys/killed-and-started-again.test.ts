import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { executeOn } from "../../scripts/d1";
import { servePretendReplicate } from "../pretend-replicate-server";
import { Visitor } from "../visitor";

let persistTo: string;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;
let running: ChildProcess | undefined;

beforeAll(async () => {
  persistTo = await mkdtemp(join(tmpdir(), "flux-ai-"));
  replicate = await servePretendReplicate();
});

afterAll(async () => {
  await kill();
  replicate.stop();
  await rm(persistTo, { recursive: true, force: true });
});

/** `npm start` as a newcomer runs it, but for the port, the data and Replicate. */
async function npmStart(): Promise<{ url: URL }> {
  const vars = Object.entries(replicate.vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  const args = ["start", "--", "--port", "0", "--persist-to", persistTo, ...vars];
  // A process group of its own, so that killing it leaves no workerd behind.
  running = spawn("npm", args, { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: running.stdout ?? process.stdin })) {
    const url = line.match(/Flux AI is at (\S+)/)?.[1];
    if (url) return { url: new URL(url) };
  }
  throw new Error("npm start ended");
}

async function kill(): Promise<void> {
  if (!running?.pid) return;
  const gone = once(running, "exit");
  process.kill(-running.pid, "SIGKILL");
  running = undefined;
  await gone;
}

async function inDatabase<Row>(sql: string): Promise<Row[]> {
  const [answer] = await executeOn<Row>({ remote: false, "persist-to": persistTo }, "--command", sql);
  return answer?.results ?? [];
}

test("npm start is killed while Replicate makes a picture, and started again: the picture, one charge", {
  timeout: 300_000,
}, async () => {
  const visitor = new Visitor(await npmStart());
  await visitor.join();
  const id = await visitor.formId();
  const asked = new Promise<void>((resolve) => {
    replicate.pretend.onCreate = (made) => {
      replicate.pretend.succeed(made);
      resolve();
      return new Promise(() => {});
    };
  });
  const answer = visitor.generate({ id, prompt: "A picture that outlives a crash" }).catch(() => "lost");
  await asked;
  await kill();
  expect(await answer).toBe("lost");

  // The minute of the lease passes: whoever held it could still be alive before.
  const held =
    "SELECT id FROM generation_history WHERE lease_until > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 hour')";
  expect((await inDatabase<{ id: string }>(held))[0]).toEqual({ id });
  await inDatabase("UPDATE generation_history SET lease_until = '2000-01-01T00:00:00.000Z'");

  const again = new Visitor(await npmStart());
  again.cookie = visitor.cookie;
  await expect
    .poll(() => again.html(`/generations/${id}`), { timeout: 100_000, interval: 1_000 })
    .toContain("<img");
  expect(await again.balance()).toBe(9);
  expect(replicate.pretend).toMatchObject({ creates: 1, mistakes: [] });
  await kill();

  const audit = await promisify(execFile)("npm", ["run", "audit", "--", "--persist-to", persistTo]);
  expect(audit.stdout).toContain("All invariants hold.");
});
