import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AUDIT_CRON, SWEEP_CRON } from "~/operations/limits";
import { NEW_ID, PretendCloudflare } from "./pretend-cloudflare";

let cloudflare: PretendCloudflare;
let checkout: string;

/** A checkout of its own, whose build is the one that there is. */
beforeEach(async () => {
  cloudflare = await new PretendCloudflare().listen();
  checkout = await mkdtemp(join(tmpdir(), "flux-ai-"));
  for (const name of ["build", "scripts", "migrations", "package.json", "tsconfig.json", "wrangler.toml"])
    await cp(name, join(checkout, name), { recursive: true });
  await symlink(resolve("node_modules"), join(checkout, "node_modules"));
  await writeFile(join(checkout, "scripts/build.ts"), "console.log('Built.')");
});
afterEach(async () => {
  cloudflare.stop();
  await rm(checkout, { recursive: true, force: true });
});

function deploy() {
  return promisify(execFile)("npm", ["run", "deploy"], {
    cwd: checkout,
    env: {
      ...process.env,
      CI: "true",
      CLOUDFLARE_API_BASE_URL: cloudflare.url,
      CLOUDFLARE_API_TOKEN: "of-the-tests",
      CLOUDFLARE_ACCOUNT_ID: "0123456789abcdef0123456789abcdef",
    },
  });
}

const indexOf = (what: (asked: PretendCloudflare["asked"][number]) => boolean) =>
  cloudflare.asked.findIndex(what);
const sentCode = () =>
  indexOf(({ method, path }) => method !== "GET" && /\/scripts\/flux-ai(\/versions)?$/.test(path));

/** A deployment starts wrangler six times, and each start takes seconds of a processor. */
describe("npm run deploy", { timeout: 240_000 }, () => {
  test("the first time makes database, bucket and session secret, and migrates before the code goes out", async () => {
    await deploy();
    const made = indexOf(({ method, path }) => method === "POST" && path === "/d1/database");
    const migrated = cloudflare.asked.map(({ path, body }) =>
      path === `/d1/database/${NEW_ID}/query` && body.includes("CREATE TABLE users") ? "first" : "",
    );
    expect(made).toBeGreaterThan(-1);
    expect(migrated.indexOf("first")).toBeGreaterThan(made);
    expect(sentCode()).toBeGreaterThan(migrated.indexOf("first"));
    expect(cloudflare.buckets).toEqual(["flux-ai-pictures"]);
    const sent = cloudflare.asked[sentCode()]?.body ?? "";
    expect(sent).toMatch(/"TRUSTED_IP_HEADER"[^}]*"CF-Connecting-IP"/);
    expect(sent).toContain(NEW_ID);
    expect(sent).toMatch(/"name":"SESSION_SECRETS","type":"secret_text","text":"[\w-]{43}"/);
    expect(await readFile(join(checkout, "wrangler.toml"), "utf8")).toContain(`database_id = "${NEW_ID}"`);
  });

  test("the next time uses what is there, and leaves its secrets alone", async () => {
    cloudflare.databases = [{ name: "flux-ai", uuid: NEW_ID }];
    cloudflare.buckets = ["flux-ai-pictures"];
    cloudflare.secrets = [{ name: "SESSION_SECRETS", type: "secret_text" }];
    await deploy();
    expect(indexOf(({ method, path }) => method === "POST" && path === "/d1/database")).toBe(-1);
    expect(indexOf(({ method, path }) => method === "POST" && path === "/r2/buckets")).toBe(-1);
    expect(cloudflare.asked[sentCode()]?.body).not.toContain("SESSION_SECRETS");
  });

  test("stops where a migration fails: no code goes out", async () => {
    cloudflare.databases = [{ name: "flux-ai", uuid: NEW_ID }];
    await writeFile(join(checkout, "migrations/9999_broken.sql"), "BROKEN;");
    cloudflare.refuse = (body) => body.includes("BROKEN");
    await expect(deploy()).rejects.toMatchObject({ code: 1 });
    expect(sentCode()).toBe(-1);
  });
});

test("Cloudflare calls the Worker when it sweeps and when it audits", async () => {
  const crons = (await readFile("wrangler.toml", "utf8")).match(/^crons = (.*)$/m)?.[1] ?? "[]";
  expect(JSON.parse(crons)).toEqual([SWEEP_CRON, AUDIT_CRON]);
});
