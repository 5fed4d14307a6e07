import { createServer } from "node:net";
import { parseArgs } from "node:util";
import { lineFor } from "./readable";
import { run } from "./run";
import { makeLocalSecrets } from "./secrets";
import { DEFAULT_PERSIST_TO, serve } from "./server";

const MINUTE = 60_000;
const USAGE = "npm start -- [--port 8787] [--var NAME:VALUE]… [--persist-to .wrangler/state]";

const { port, vars, persistTo } = readArguments();
// Before the build, which takes longer than this answer.
if (!(await isFree(port)))
  stopWith(`Port ${port} is taken. Stop what runs there, or choose another with --port.`);
await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
const lineOf = lineFor(process.stdout);
const server = await serve({ port, vars, persistTo, onLine: (line) => console.log(lineOf(line)) });
console.log(`Flux AI is at ${server.url.origin} (Ctrl+C stops it; pictures and credits stay)`);
if (server.outbox) console.log(`Its mails lie at ${server.outbox.href}`);

// No local server fires cron triggers, so they are fired here as often as Cloudflare does.
const crons = [setInterval(server.sweep, MINUTE), setInterval(server.audit, 60 * MINUTE)];

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, async () => {
    crons.forEach(clearInterval);
    await server.stop();
    process.exit(0);
  });
}

/** Reads this command's arguments, which have the names and meanings of those of `wrangler dev`. */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "8787" },
        var: { type: "string", multiple: true, default: [] },
        "persist-to": { type: "string", default: DEFAULT_PERSIST_TO },
      },
    });
    if (!/^\d{1,5}$/.test(values.port)) stopWith(`--port ${values.port} is not a port. Usage: ${USAGE}`);
    return {
      port: Number(values.port),
      vars: Object.fromEntries(values.var.map(nameAndValue)),
      persistTo: values["persist-to"],
    };
  } catch (error) {
    return stopWith(`${error instanceof Error ? error.message : error}\nUsage: ${USAGE}`);
  }
}

/** Splits NAME:VALUE at the first colon, since the value may have colons of its own. */
function nameAndValue(text: string): [string, string] {
  const [, name, value] =
    text.match(/^(\w+):(.*)$/s) ?? stopWith(`--var ${text} is not NAME:VALUE. Usage: ${USAGE}`);
  return [name ?? "", value ?? ""];
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

function stopWith(message: string): never {
  console.error(message);
  process.exit(1);
}
