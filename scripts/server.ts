import "./quiet";
import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Miniflare, type MiniflareOptions, type WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { AUDIT_CRON, SWEEP_CRON } from "../app/operations/limits";
import { copyOfBuild } from "./built";
import { migrate } from "./migrate";

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

const APP = "flux-ai";
const DOOR = "door";

/** Applies what is pending of the migrations, then serves a copy of the built Worker in workerd. */
export async function serve(options: ServerOptions): Promise<Server> {
  await migrate(options.persistTo);
  const build = await copyOfBuild();
  const miniflare = new Miniflare(behindDoor(await miniflareOptions(options, build)));
  await miniflare.ready;
  const { port } = await miniflare.unsafeGetDirectURL(DOOR);
  const worker = await miniflare.getWorker(APP);
  return {
    url: new URL(`http://localhost:${port}`),
    sweep: async () => void (await worker.scheduled({ cron: SWEEP_CRON })),
    audit: async () => void (await worker.scheduled({ cron: AUDIT_CRON })),
    database: () => miniflare.getD1Database("DB", APP),
    stop: async () => {
      await miniflare.dispose();
      await rm(build, { recursive: true, force: true });
    },
  };
}

/** What wrangler.toml and .dev.vars say, with the build and the options laid over. */
export async function miniflareOptions(options: ServerOptions, build = "build") {
  const { port, vars, persistTo, onLine = console.log } = options;
  const workerOptions: WorkerOptions = workerOptionsOf("wrangler.toml").workerOptions;
  const bundle = join(build, "worker");
  return {
    ...workerOptions,
    name: APP,
    modules: await modules(bundle),
    modulesRoot: bundle,
    assets: { ...workerOptions.assets, directory: resolve(build, "client") },
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

/** The door is the first Worker and so the one that is asked; where it listens and what it keeps is for both. */
function behindDoor({
  port,
  cf,
  unsafeDirectSockets,
  defaultPersistRoot,
  handleRuntimeStdio,
  ...app
}: AppOptions): MiniflareOptions {
  const { compatibilityDate, compatibilityFlags } = app;
  const door = {
    ...{ name: DOOR, modules: true as const, scriptPath: "scripts/door.mjs" },
    unsafeDirectSockets: [...unsafeDirectSockets],
    ...{ compatibilityDate, compatibilityFlags, serviceBindings: { APP } },
  };
  return { port, cf, defaultPersistRoot, handleRuntimeStdio, workers: [door, app] };
}

type AppOptions = Awaited<ReturnType<typeof miniflareOptions>>;

/** The bundle that wrangler wrote: index.js first, and the wasm beside it. */
async function modules(bundle: string) {
  const files = (await readdir(bundle)).filter((file) => /\.(js|wasm)$/.test(file));
  return files
    .sort((a, b) => Number(b === "index.js") - Number(a === "index.js"))
    .map((file) => ({
      type: file.endsWith(".wasm") ? ("CompiledWasm" as const) : ("ESModule" as const),
      path: join(bundle, file),
    }));
}
