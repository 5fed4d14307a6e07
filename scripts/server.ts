import "./quiet";
import { randomBytes } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Miniflare, type MiniflareOptions, type WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { AUDIT_CRON, SWEEP_CRON } from "../app/operations/limits";
import { hasTransport } from "../app/platform/mail-settings.server";
import { copyOfBuild } from "./built";
import { migrate } from "./migrate";

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
  /** Where mails are read; null where they leave. */
  outbox: URL | null;
  /** Runs the scheduled handler as Cloudflare's crons do: `sweep` every minute, `audit` once an hour. */
  sweep(): Promise<void>;
  audit(): Promise<void>;
  /** The Worker's own database, so that tests and scripts can put rows into it. */
  database(): Promise<D1Database>;
  stop(): Promise<void>;
};

/** The folder in which wrangler keeps local data unless told otherwise. */
export const DEFAULT_PERSIST_TO = ".wrangler/state";

const APP = "flux-ai";
const DOOR = "door";

/** Applies pending migrations, then serves a copy of the built Worker in workerd. */
export async function serve(options: ServerOptions): Promise<Server> {
  await migrate(options.persistTo);
  const build = await copyOfBuild();
  const app = await miniflareOptions(options, build);
  const miniflare = new Miniflare(behindDoor(app));
  await miniflare.ready;
  const { port } = await miniflare.unsafeGetDirectURL(DOOR);
  const worker = await miniflare.getWorker(APP);
  const url = new URL(`http://localhost:${port}`);
  return {
    url,
    outbox: mailsLeave(app.bindings) ? null : new URL(`/outbox/${app.bindings.OUTBOX_KEY}`, url),
    sweep: async () => void (await worker.scheduled({ cron: SWEEP_CRON })),
    audit: async () => void (await worker.scheduled({ cron: AUDIT_CRON })),
    database: () => miniflare.getD1Database("DB", APP),
    stop: async () => {
      await miniflare.dispose();
      await rm(build, { recursive: true, force: true });
    },
  };
}

/** Miniflare's options: those of wrangler.toml and .dev.vars, then the build and this server's own. */
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
    bindings: { ...ofMail(port), ...workerOptions.bindings, ...vars },
    // Wrangler keeps local data in this folder below the one it is given.
    defaultPersistRoot: resolve(persistTo, "v3"),
    // Requests go past the runtime's own front door, which lets any visitor forge the address with `MF-Original-URL`.
    unsafeDirectSockets: [{ host: "127.0.0.1", port }],
    port: 0,
    cf: false,
    handleRuntimeStdio: (...streams: [Readable, Readable]) => {
      for (const input of streams) createInterface({ input }).on("line", onLine);
    },
  } as const;
}

/**
 * What mails need of a machine of one's own: the address for their links, where it is known beforehand, and a key for the
 * page on which those are read that cannot leave.
 */
function ofMail(port: number): Record<string, string> {
  const OUTBOX_KEY = randomBytes(16).toString("base64url");
  return { OUTBOX_KEY, ...(port > 0 && { SERVED_AT: `http://localhost:${port}` }) };
}

/** Whether the settings name something that sends mail; an empty setting is none. */
function mailsLeave({ SMTP_URL, RESEND_API_KEY, EMAIL }: Record<string, unknown>): boolean {
  return hasTransport({ SMTP_URL: SMTP_URL || null, RESEND_API_KEY: RESEND_API_KEY || null, EMAIL });
}

/** Puts the door in front of the app: the first Worker is the one that is asked. Port, data and log are those of both. */
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

/** The bundle that wrangler wrote, with the entry, index.js, first, as Miniflare wants it. */
async function modules(bundle: string) {
  const files = (await readdir(bundle)).filter((file) => /\.(js|wasm)$/.test(file));
  return files
    .sort((a, b) => Number(b === "index.js") - Number(a === "index.js"))
    .map((file) => ({
      type: file.endsWith(".wasm") ? ("CompiledWasm" as const) : ("ESModule" as const),
      path: join(bundle, file),
    }));
}
