import { spawn } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { unstable_readConfig as readConfig } from "wrangler";
import { median } from "./far-server";

const workerd: string = createRequire(import.meta.url)("workerd").default;

/** What is compared with the build: the barest Worker. */
const BARE = 'export default { fetch: () => new Response("ok") };';

/**
 * Prints how long a workerd takes from its start to its first answer, and how much of that it computes, for the barest
 * Worker, for the build, and for other builds that are named: folders with an index.js and its wasm. Each figure is the
 * median of `rounds`; the Workers take turns, so that whatever else the machine does meets all alike.
 */
export async function benchStartup(rounds: number, others: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "flux-ai-startup-"));
  const named = [
    ["a bare Worker", null],
    ["the build", "build/worker"],
    ...others.map((path) => [path, path]),
  ];
  const workers = named.map(([name, from], index) => ({
    name,
    config: configOf(join(folder, String(index)), from ?? null),
    took: [] as Took[],
  }));
  try {
    for (let round = 0; round < rounds; round++)
      for (const { config, took } of workers) took.push(await start(config));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`Medians of ${rounds} on ${cpus().length} cores (${cpus()[0]?.model.trim()}):`);
  console.log("\n| from the start to the first answer | ms | of which computed |\n| --- | --- | --- |");
  for (const { name, took } of workers) {
    const of = (part: keyof Took) => median(took.map((each) => each[part])).toFixed(0);
    console.log(`| ${name} | ${of("ms")} | ${of("computed")} |`);
  }
}

type Took = { ms: number; computed: number };

/** Writes a configuration of workerd into a folder of its own, and returns its path. */
function configOf(folder: string, from: string | null): string {
  const { compatibility_date, compatibility_flags } = readConfig({ config: "wrangler.toml" });
  const files = from ? readdirSync(from).filter((file) => /\.(js|wasm)$/.test(file)) : ["index.js"];
  mkdirSync(folder);
  for (const file of files)
    if (from) copyFileSync(join(from, file), join(folder, file));
    else writeFileSync(join(folder, file), BARE);
  const modules = files
    .sort((a, b) => Number(b === "index.js") - Number(a === "index.js"))
    .map((file) => `(name = "./${file}", ${file.endsWith(".wasm") ? "wasm" : "esModule"} = embed "${file}")`);
  const config = join(folder, "config.capnp");
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [${modules.join(", ")}],
    compatibilityDate = "${compatibility_date}",
    compatibilityFlags = [${compatibility_flags.map((flag: string) => `"${flag}"`).join(", ")}],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`,
  );
  return config;
}

/** Starts a workerd, and stops it when it has answered. What it answers without any binding does not matter. */
async function start(config: string): Promise<Took> {
  const from = performance.now();
  const child = spawn(workerd, ["serve", "--control-fd=3", config], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  try {
    const port = await portOf(child.stdio[3] as Readable);
    await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer();
    return { ms: performance.now() - from, computed: computedBy(child.pid ?? 0) };
  } catch (error) {
    throw new Error(`workerd did not answer: ${said}`, { cause: error });
  } finally {
    child.kill("SIGKILL");
    await new Promise((ended) => child.once("close", ended));
  }
}

async function portOf(control: Readable): Promise<number> {
  let text = "";
  for await (const piece of control) {
    text += piece;
    const port = text.match(/"port":(\d+)/)?.[1];
    if (port) return Number(port);
  }
  throw new Error("workerd does not listen");
}

/** For how many milliseconds the threads of a process have run; of Linux alone. */
function computedBy(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const ns = threads.map((id) =>
    Number(readFileSync(`/proc/${pid}/task/${id}/schedstat`, "utf8").split(" ")[0]),
  );
  return ns.reduce((sum, each) => sum + each, 0) / 1e6;
}
