import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { copyOfBuild } from "../built";
import { migrate } from "../migrate";
import { miniflareOptions } from "../server";

/** How far away the stores are, in milliseconds a call. */
export type Far = { d1: number; r2: number };

/** What an answer tells: its bytes, how often it asked the stores and how long that took, and the rows that D1 read. */
export type Answer = {
  status: number;
  text: string;
  bytes: number;
  ms: number;
  d1: { calls: number; ms: number };
  r2: { calls: number; ms: number };
  rows: number;
  headers: Headers;
};

/** Serves the build with `far.mjs` between it and its stores, on data of its own or such as is there. */
export async function serveFar(persistTo: string, vars: Record<string, string>) {
  await migrate(persistTo);
  const build = await copyOfBuild();
  const { modules, ...options } = await miniflareOptions(
    { port: 0, vars, persistTo, onLine: () => {} },
    build,
  );
  const far = { type: "ESModule" as const, path: join(build, "worker", "far.mjs") };
  const contents = await readFile("scripts/bench/far.mjs", "utf8");
  const miniflare = new Miniflare({ ...options, modules: [{ ...far, contents }, ...modules] });
  await miniflare.ready;
  const { port } = await miniflare.unsafeGetDirectURL();
  const url = new URL(`http://localhost:${port}`);
  let cookies = new Map<string, string>();

  async function ask(path: string, far: Far, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...cookies].map((pair) => pair.join("=")).join("; "));
    headers.set("X-D1-Ms", String(far.d1));
    headers.set("X-R2-Ms", String(far.r2));
    headers.set("Origin", url.origin);
    const from = performance.now();
    const send = () => fetch(new URL(path, url), { ...init, headers, redirect: "manual" });
    // Connections that are kept may end at the moment in which they are used again; whatever is asked may be asked twice.
    let response = await send().catch(() => null);
    for (let again = 0; !response && again < 5; again++) response = await send().catch(() => null);
    if (!response) throw new Error(`${path} was not answered`);
    const body = Buffer.from(await response.arrayBuffer());
    const ms = performance.now() - from;
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", ...value] = (cookie.split(";")[0] ?? "").split("=");
      cookies.set(name, value.join("="));
    }
    const timing = response.headers.get("Server-Timing") ?? "";
    const spent = (part: string) => {
      const [, ms = 0, calls = 0] = timing.match(`\\b${part};dur=([\\d.]+);desc="(\\d+)"`) ?? [];
      return { ms: Number(ms), calls: Number(calls) };
    };
    return {
      ...{
        status: response.status,
        text: body.toString(),
        bytes: body.length,
        ms,
        headers: response.headers,
      },
      ...{ d1: spent("db"), r2: spent("storage"), rows: Number(response.headers.get("X-Rows-Read")) },
    };
  }

  const post = (path: string, fields: Record<string, string>, far: Far) =>
    ask(path, far, { method: "POST", body: new URLSearchParams(fields) });

  return {
    ask,
    post,
    /** Goes on without a session, as somebody else. */
    forget: () => {
      cookies = new Map();
    },
    stop: async () => {
      await miniflare.dispose();
      await rm(build, { recursive: true, force: true });
    },
  };
}

export type FarServer = Awaited<ReturnType<typeof serveFar>>;

/** Runs work for all of these, so many at a time, as a browser fetches pictures. */
export async function atOnce<Item>(count: number, items: Item[], work: (item: Item) => Promise<unknown>) {
  const left = [...items];
  const next = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: count }, next));
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
