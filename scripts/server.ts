import "./quiet";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { AUDIT_CRON, SWEEP_CRON } from "../app/operations/limits";
import { runSilently } from "./run";

export type ServerOptions = {
  /** The port to listen on; 0 takes any free one. */
  port: number;
  /** Vars that come before those of wrangler.toml and the secrets of .dev.vars. */
  vars: Record<string, string>;
  /** The folder in which D1 and R2 are kept, as for `wrangler … --local --persist-to`. */
  persistTo: string;
  /** Called with each line that the Worker logs; lines are printed unless this is given. */
  onLine?: (line: string) => void;
};

export type Server = {
  url: URL;
  /** Runs the scheduled handler as Cloudflare's crons do: `sweep` every minute, `audit` once an hour. */
  sweep(): Promise<void>;
  audit(): Promise<void>;
  /** The Worker's own database, so that tests and scripts can put rows into it. */
  database(): Promise<D1Database>;
  stop(): Promise<void>;
};

/** The folder in which wrangler keeps local data unless told otherwise. */
export const DEFAULT_PERSIST_TO = ".wrangler/state";

const SCRIPTS = "build/worker";

/** Applies pending migrations, then serves the built Worker in workerd. */
export async function serve(options: ServerOptions): Promise<Server> {
  const { persistTo } = options;
  await runSilently("wrangler", "d1", "migrations", "apply", "flux-ai", "--local", "--persist-to", persistTo);
  const miniflare = new Miniflare(await miniflareOptions(options));
  const { port } = await miniflare.ready;
  const worker = await miniflare.getWorker();
  return {
    url: new URL(`http://localhost:${port}`),
    sweep: async () => void (await worker.scheduled({ cron: SWEEP_CRON })),
    audit: async () => void (await worker.scheduled({ cron: AUDIT_CRON })),
    database: () => miniflare.getD1Database("DB"),
    stop: () => miniflare.dispose(),
  };
}

/** Miniflare's options: those of wrangler.toml and .dev.vars, then the build and this server's own. */
export async function miniflareOptions({ port, vars, persistTo, onLine = console.log }: ServerOptions) {
  const { workerOptions } = workerOptionsOf("wrangler.toml");
  return {
    ...workerOptions,
    name: "flux-ai",
    modules: await modules(),
    modulesRoot: SCRIPTS,
    bindings: { ...workerOptions.bindings, ...vars },
    // Wrangler keeps local data in this folder below the one it is given.
    defaultPersistRoot: resolve(persistTo, "v3"),
    port,
    cf: false,
    handleRuntimeStdio: (...streams: [Readable, Readable]) => {
      for (const input of streams) createInterface({ input }).on("line", onLine);
    },
  } as const;
}

/** The bundle that wrangler wrote, with the entry, index.js, first, as Miniflare wants it. */
async function modules() {
  const files = (await readdir(SCRIPTS)).filter((file) => /\.(js|wasm)$/.test(file));
  return files
    .sort((a, b) => Number(b === "index.js") - Number(a === "index.js"))
    .map((file) => ({
      type: file.endsWith(".wasm") ? ("CompiledWasm" as const) : ("ESModule" as const),
      path: join(SCRIPTS, file),
    }));
}
