import "./quiet";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { runSilently } from "./run";

export type ServerOptions = {
  /** 0: any free one. */
  port: number;
  /** Over the vars of wrangler.toml and the secrets of .dev.vars. */
  vars: Record<string, string>;
  /** Where D1 and R2 are kept on disk: `wrangler … --local --persist-to` looks in the same place. */
  persistTo: string;
  /** Each line that the Worker logs; printed unless somebody listens. */
  onLine?: (line: string) => void;
};

export type Server = {
  url: URL;
  /** Run the scheduled handler as Cloudflare's crons do: every minute, and once an hour. */
  sweep(): Promise<void>;
  audit(): Promise<void>;
  /** The one the Worker has, for what tests and scripts put into it beforehand. */
  database(): Promise<D1Database>;
  stop(): Promise<void>;
};

/** Where wrangler keeps its local data unless told otherwise. */
export const DEFAULT_PERSIST_TO = ".wrangler/state";

const SCRIPTS = "build/worker";

/** Applies what is pending of the migrations, then serves the built Worker in workerd. */
export async function serve(options: ServerOptions): Promise<Server> {
  const { persistTo } = options;
  await runSilently("wrangler", "d1", "migrations", "apply", "flux-ai", "--local", "--persist-to", persistTo);
  const miniflare = new Miniflare(await miniflareOptions(options));
  await miniflare.ready;
  const { port } = await miniflare.unsafeGetDirectURL();
  const worker = await miniflare.getWorker();
  return {
    url: new URL(`http://localhost:${port}`),
    sweep: async () => void (await worker.scheduled({ cron: "* * * * *" })),
    audit: async () => void (await worker.scheduled({ cron: "17 * * * *" })),
    database: () => miniflare.getD1Database("DB"),
    stop: () => miniflare.dispose(),
  };
}

/** What wrangler.toml and .dev.vars say, with the build and the options laid over. */
export async function miniflareOptions({ port, vars, persistTo, onLine = console.log }: ServerOptions) {
  const { workerOptions } = workerOptionsOf("wrangler.toml");
  return {
    ...workerOptions,
    name: "flux-ai",
    modules: await modules(),
    modulesRoot: SCRIPTS,
    bindings: { ...workerOptions.bindings, ...vars },
    // The layout under the folder is wrangler's.
    defaultPersistRoot: resolve(persistTo, "v3"),
    // Past the runtime's own front door, which lets any visitor say what the address was (`MF-Original-URL`).
    unsafeDirectSockets: [{ host: "127.0.0.1", port }],
    port: 0,
    cf: false,
    handleRuntimeStdio: (...streams: [Readable, Readable]) => {
      for (const input of streams) createInterface({ input }).on("line", onLine);
    },
  } as const;
}

/** The bundle that wrangler wrote: index.js first, and the wasm beside it. */
async function modules() {
  const files = (await readdir(SCRIPTS)).filter((file) => /\.(js|wasm)$/.test(file));
  return files
    .sort((a, b) => Number(b === "index.js") - Number(a === "index.js"))
    .map((file) => ({
      type: file.endsWith(".wasm") ? ("CompiledWasm" as const) : ("ESModule" as const),
      path: join(SCRIPTS, file),
    }));
}
