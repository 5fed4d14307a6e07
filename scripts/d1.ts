import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** Which database a command means, as its options say: the deployed one, or the local one under a folder. */
export type Where = { remote: boolean; "persist-to"?: string | undefined };

/** Runs `wrangler d1 execute` and returns a result for each statement; ends this process with 2 when that fails. */
export async function executeOn<Row>(
  where: Where,
  kind: "--command" | "--file",
  sql: string,
): Promise<{ results: Row[] }[]> {
  const place = where.remote ? ["--remote", "--yes"] : ["--local"];
  if (where["persist-to"]) place.push("--persist-to", where["persist-to"]);
  try {
    const { stdout } = await promisify(execFile)(
      join("node_modules", ".bin", "wrangler"),
      ["d1", "execute", "flux-ai", ...place, "--json", kind, sql],
      {
        maxBuffer: 256 * 1024 * 1024,
        // Wrangler's log must not be silenced, as scripts do elsewhere: the answer would be silenced too.
        env: {
          ...process.env,
          WRANGLER_LOG: "log",
          WRANGLER_SEND_METRICS: "false",
          CLOUDFLARE_CF_FETCH_ENABLED: "false",
        },
      },
    );
    return JSON.parse(stdout);
  } catch (error) {
    console.error("The database could not be asked:", (error as { stdout?: string }).stdout || error);
    process.exit(2);
  }
}
