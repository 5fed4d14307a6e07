import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** As the options of the commands name it: the deployed database, or the local one under a folder. */
export type Where = { remote: boolean; "persist-to"?: string | undefined };

/** What `wrangler d1 execute` answers, a result for each statement; ends this process with 2 when it fails. */
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
        // Not ./quiet, nor a caller's: it would silence the answer too.
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
