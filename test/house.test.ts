import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { preProcessFile } from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FLOORS } from "../floors.mjs";
import { filesGitKnows } from "../scripts/git";
import { progress } from "../scripts/progress";
import { lineFor, readable } from "../scripts/readable";
import { crowdedFolders, MOST_FILES_A_FOLDER, strayInMap } from "../scripts/tree";

const packageJson = JSON.parse(await readFile("package.json", "utf8"));
const declared = new Set(
  [packageJson.dependencies, packageJson.devDependencies].flatMap((packages) => Object.keys(packages)),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flux-ai-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("what docs/asvs.md names as shown somewhere is there: each file, and each test by its words", async () => {
  const asvs = await readFile("docs/asvs.md", "utf8");
  const known = filesGitKnows() ?? [];
  const missing: string[] = [];
  for (const row of asvs.split("\n").filter((line) => line.startsWith("| ") && /\d/.test(line))) {
    const names = [...row.matchAll(/`([\w./-]+\.(?:test\.ts|ts|md|tsx))`/g)].map(([, name = ""]) => name);
    const files = names.map((name) => known.filter((file) => `/${file}`.endsWith(`/${name}`)));
    missing.push(...names.filter((_, index) => files[index]?.length === 0));
    const texts = await Promise.all(files.flat().map((file) => readFile(file, "utf8")));
    for (const [, quoted = ""] of row.matchAll(/"([^"]+)"/g))
      if (names.length > 0 && !texts.some((text) => text.includes(quoted))) missing.push(quoted);
  }
  expect(missing).toEqual([]);
});

describe("F39: a sentence where a stack trace was", () => {
  test.each(["18.20.4", "20.18.3", "16.0.0"])("on Node %s", async (version) => {
    const older = join(folder, `node-${version}.cjs`);
    await writeFile(
      older,
      `Object.defineProperty(process, "version", { value: "v${version}" });
       Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`,
    );
    const ended = await promisify(execFile)("node", ["--require", older, "scripts/needs-node.cjs"]).catch(
      (error) => error,
    );
    expect(ended).toMatchObject({
      code: 1,
      stdout: "",
      stderr: `Flux AI needs Node 20.19 or newer; this is v${version}.\n`,
    });
  });

  test("every command asks before anything else, and this Node will do", async () => {
    const commands = Object.entries<string>(packageJson.scripts);
    expect(commands.filter(([, does]) => !does.startsWith("node scripts/needs-node.cjs && "))).toEqual([]);
    expect(await promisify(execFile)("node", ["scripts/needs-node.cjs"])).toEqual({ stdout: "", stderr: "" });
  });

  test("a scratch file is none of the files that are checked; without git all are", async () => {
    const known = filesGitKnows();
    const scratch = `scratch-${process.pid}.ts`;
    await writeFile(scratch, "var a : number = 'b'");
    try {
      expect(filesGitKnows()).toEqual(known);
    } finally {
      await rm(scratch);
    }
    const asked = "import { filesGitKnows } from './scripts/git'; console.log(filesGitKnows())";
    const { stdout } = await promisify(execFile)("node_modules/.bin/tsx", ["--eval", asked], {
      env: { ...process.env, GIT_DIR: folder },
    });
    expect(stdout.trim()).toBe("null");
  });
});

test("every package that code imports is declared", async () => {
  const code = (filesGitKnows() ?? []).filter((file) => /\.[cm]?tsx?$/.test(file));
  const undeclared = new Set<string>();
  for (const file of code)
    for (const { fileName } of preProcessFile(await readFile(file, "utf8")).importedFiles) {
      const name = fileName.match(/^(?:@[\w-]+\/)?\w[\w.-]*(?=$|\/)/)?.[0];
      if (name && !isBuiltin(fileName) && !declared.has(name)) undeclared.add(`${name} in ${file}`);
    }
  expect([...undeclared]).toEqual([]);
});

test("F14: a form is parsed in one place, and no request is read twice", async () => {
  const files = await readdir("app", { recursive: true });
  const code = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  expect(code.length).toBeGreaterThan(100);
  const parsing: string[] = [];
  for (const file of code)
    if (/\.formData\(|request\.clone\(/.test(await readFile(join("app", file), "utf8"))) parsing.push(file);
  // The demo is asked as Replicate is, by ourselves.
  const ofVisitors = parsing.filter((file) => !file.startsWith(join("replicate", "demo")));
  expect(ofVisitors).toEqual([join("http", "door", "form.server.ts")]);
});

describe("the tree is what floors.mjs says", () => {
  const cruise = (cwd: string) =>
    promisify(execFile)(
      resolve("node_modules/.bin/depcruise"),
      ["--config", resolve(".dependency-cruiser.mjs"), "--output-type", "err", "app"],
      { cwd },
    ).catch((error) => error);

  test("an import goes down, never up, and never to a neighbour", async () => {
    const cwd = join(folder, "floors");
    const write = async (file: string, text: string) => {
      await mkdir(join(cwd, "app", dirname(file)), { recursive: true });
      await writeFile(join(cwd, "app", file), text);
    };
    await mkdir(cwd);
    await writeFile(join(cwd, "tsconfig.json"), "{}");
    await write("credits/ledger.ts", "export const ledger = 1;");
    await write("generations/start.ts", 'export { ledger } from "../credits/ledger";');
    expect(await cruise(cwd)).not.toHaveProperty("code");
    await write("credits/up.ts", 'import type {} from "../generations/start";');
    expect(await cruise(cwd)).toMatchObject({
      stdout: expect.stringContaining("credits-uses-only-what-is-below"),
    });
    await rm(join(cwd, "app/credits/up.ts"));
    await write("downloads/zip.ts", "export const zip = 1;");
    await write("shares/share.ts", 'import "../downloads/zip";');
    expect(await cruise(cwd)).toMatchObject({ stdout: expect.stringContaining("do-not-know-each-other") });
  });

  test("a folder with too many files is two, tests and routes aside", () => {
    const files = (path: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${path}${index}`);
    const named = (folder: string, count: number) =>
      files(`app/${folder}/file`, count).map((name) => `${name}.ts`);
    const tests = files("app/credits/file", 9).map((name) => `${name}.test.ts`);
    expect(
      crowdedFolders([...named("credits", MOST_FILES_A_FOLDER), ...tests, ...named("routes", 40)]),
    ).toEqual([]);
    expect(crowdedFolders(named("ui/page", MOST_FILES_A_FOLDER + 1))).toEqual([
      expect.stringMatching(/^app\/ui\/page\/ holds 19 files/),
    ]);
  });

  test("the map in README.md names the folders in their order", () => {
    const names = FLOORS.flat().map((name) => name.split("/")[0] ?? "");
    const folders = [...new Set(names)].filter((name) => existsSync(`app/${name}/`));
    const readme = (names: string[]) =>
      `## The map\n\nWords.\n\n\`\`\`\napp/\n${names.map((name) => `├── ${name}/  what\n│   └── history/`).join("\n")}\nscripts/  commands\n\`\`\`\n`;
    expect(strayInMap(readme(folders))).toEqual([]);
    expect(strayInMap(readme(folders.filter((name) => name !== "http")))).toEqual([
      "README.md's map does not name http/, which floors.mjs has.",
    ]);
    expect(strayInMap(readme(["platform", ...folders]))).toHaveLength(1);
    expect(strayInMap("# Flux AI")).toHaveLength(1);
  });
});

test("every file that README.md names is there", async () => {
  const files = filesGitKnows() ?? [];
  const named = [
    ...(await readFile("README.md", "utf8")).matchAll(/`([\w.$/*-]+\.(?:tsx?|mjs|cjs|css|md|toml))`/g),
  ]
    .map(([, name = ""]) => name)
    // Texts of the owner's own come with the owner.
    .filter((name) => name.includes("/"));
  const isThere = (name: string) => {
    const ending = new RegExp(`(^|/)${name.replace(/[.$]/g, "\\$&").replaceAll("*", "[^/]*")}$`);
    return files.some((file) => ending.test(file));
  };
  expect(named.length).toBeGreaterThan(50);
  expect(files.length === 0 ? [] : named.filter((name) => !isThere(name))).toEqual([]);
});

describe("what is for people is on a terminal, and nowhere else", () => {
  const now = new Date(2026, 0, 1, 12, 34, 56);
  const line = JSON.stringify({
    event: "request",
    method: "GET",
    path: "/",
    status: 200,
    ms: 7,
    db_calls: 2,
    request_id: "ab",
  });

  test("a line of the log is read on a terminal, and stays JSON in a pipe", () => {
    expect(lineFor({ isTTY: false })(line)).toBe(line);
    expect(lineFor({})(line)).toBe(line);
    expect(lineFor({ isTTY: true })(line, now)).toBe("12:34:56  200 GET / in 7 ms, 2 to the database (ab)");
    expect(readable(JSON.stringify({ event: "sweep", taken: 3, parts: { db: 1 } }), now)).toBe(
      '12:34:56  sweep: taken 3, parts {"db":1}',
    );
    for (const other of ["Built.", "null", "[1]", '{"a":1}', "{"]) expect(readable(other, now)).toBe(other);
    expect(readable(JSON.stringify({ event: "x", reason: "a\u001b[2Jb\u009b" }), now)).toBe(
      "12:34:56  x: reason a\\u001b[2Jb\\u009b",
    );
  });

  test("how far a command is", () => {
    const written: string[] = [];
    const far = (isTTY: boolean) => {
      const done = progress("Rows", 2_000, { isTTY, write: (text) => written.push(text) });
      done.step(1_000);
      done.end();
    };
    far(false);
    expect(written).toEqual([]);
    far(true);
    expect(written.map((text) => text.replaceAll("\u001b[K", "|"))).toEqual([
      "\rRows: 0 of 2,000|",
      "\rRows: 1,000 of 2,000|",
      "\r|",
    ]);
  });
});

test("nothing but the models' own data, Replicate's schemas and the words knows a model's name", async () => {
  const NAMES =
    /\b(schnell|kontext(max)?|flux-[\w.-]+|flux2(max)?|klein|krea|nano-?banana|seedream\d*|qwen(-image)?|recraft|crisp|esrgan|bria)\b/i;
  const PLACES =
    /^app\/(models\/(models\.ts|catalogue\/)|replicate\/schemas\.server\.ts|replicate\/demo\/|words\/)/;
  const files = (filesGitKnows() ?? []).filter(
    (file) => /^app\/.*\.tsx?$/.test(file) && !file.includes(".test."),
  );
  const knowing: string[] = [];
  for (const file of files.filter((file) => !PLACES.test(file))) {
    const found = (await readFile(file, "utf8")).match(NAMES);
    if (found) knowing.push(`${file}: ${found[0]}`);
  }
  expect(files.length).toBeGreaterThan(100);
  expect(knowing).toEqual([]);
});

test("nothing in app/ or public/ has the site's name in it but the setting's default", async () => {
  const files = (filesGitKnows() ?? []).filter(
    (file) =>
      /^(app|public)\/.*\.(tsx?|css|svg|webmanifest|txt|json|md)$/.test(file) && !file.includes(".test."),
  );
  const naming: string[] = [];
  for (const file of files) if (/flux[ -]?ai\b/i.test(await readFile(file, "utf8"))) naming.push(file);
  expect(files.length).toBeGreaterThan(100);
  expect(naming).toEqual(["app/platform/settings/site-settings.server.ts"]);
});

describe("words are written as the house writes them", () => {
  const HAN = "[\\u4e00-\\u9fff]";
  /** What no message has: in English politeness that says nothing, and American spelling; in Chinese signs of half the width, and spaces. */
  const FAULTS = {
    en: /\b(please|sorry|oops|invalid)\b|\b(cancel(ed|ing)|favorites?|colors?)\b|\s%/i,
    "zh-hans": new RegExp(
      `您|(?<![申邀])请(?!求)|${HAN} +${HAN}|${HAN}[\\w,;:!?.(]|[\\w,;:!?)]${HAN}|[，。：；！？）] |\\s%`,
    ),
  };
  /** The texts of a file: what stands in quotes, or between tags; what is put into them counts as a name in Latin letters. */
  const textsIn = (code: string) =>
    [
      ...code
        .replaceAll(/\/\*[\s\S]*?\*\/|\bimport [^;]*;/g, "")
        .matchAll(/"([^"]*)"|`([^`]*)`|>([^<>={}]+)</g),
    ].map(([, quoted, template, between]) =>
      (quoted ?? template ?? between ?? "").replaceAll(/\$\{[^}]*\}/g, "\0"),
    );
  const faultsIn = (language: keyof typeof FAULTS, code: string) =>
    textsIn(code).filter((text) => FAULTS[language].test(text));

  test("a fault is seen", () => {
    for (const text of ["Please wait", "It was canceled", "80 % used"])
      expect([text, faultsIn("en", `a: "${text}",`)]).toEqual([text, [text]]);
    for (const text of ["请稍候", "已保存。 积分", "保存 成功", "已保存,继续", "1000个", "用FLUX 生成"])
      expect([text, faultsIn("zh-hans", `a: \`${text}\`,`)]).toEqual([text, [text]]);
    expect(faultsIn("zh-hans", 'a: "邀请已发出，请求编号 1。用 FLUX 生成 80%"')).toEqual([]);
  });

  test.each(["en", "zh-hans"] as const)("there is none in %s", async (language) => {
    const files = (await readdir(`app/words/${language}`, { recursive: true })).filter(
      (file) => /\.tsx?$/.test(file) && !file.includes(".test."),
    );
    expect(files.length).toBeGreaterThan(30);
    const found: string[] = [];
    for (const file of files)
      for (const text of faultsIn(language, await readFile(join("app/words", language, file), "utf8")))
        found.push(`${file}: ${text}`);
    expect(found).toEqual([]);
  });
});

describe("no query forgets that there are deleted pictures", () => {
  /** Where a query, or a join of one, begins that does not go by way of `living` or `livingOrDeleted`. */
  const BEGINNINGS =
    /\b(?:selectFrom|\w+Join)\(\s*\[?"generation_history"|\b(?:FROM|JOIN)\s+generation_history\b/g;
  /** They read what is on its way, which is never deleted; or count, check or number all that there is. */
  const OF_ALL = [
    "app/generations/endings/count-attempt.server.ts",
    "app/generations/endings/ending.server.ts",
    "app/generations/generation.server.ts",
    "app/generations/line/line.server.ts",
    "app/generations/line/turns.server.ts",
    "app/generations/order/reserve.server.ts",
    "app/generations/settle.server.ts",
    "app/history/look-after.server.ts",
    "app/operations/days.server.ts",
    "app/operators/now.server.ts",
    "app/operations/margins.server.ts",
    "app/operations/invariants.ts",
    "app/operations/last-hour.server.ts",
    "app/pictures/brought/sent-removal.server.ts",
    "app/platform/living.server.ts",
  ];

  /** The queries of a file that say nothing of deleted ones; one ends with its statement, or with its template of SQL. */
  function forgetful(code: string): string[] {
    return [...code.matchAll(BEGINNINGS)]
      .map(
        ({ 0: beginning, index }) => code.slice(index).split(beginning.endsWith('"') ? /;\s/ : "`")[0] ?? "",
      )
      .filter((query) => !query.includes("deleted_at"));
  }

  test("one that does is seen", () => {
    expect(forgetful('db\n  .selectFrom("generation_history").where("user_id", "=", id);')).toHaveLength(1);
    expect(forgetful('sql`SELECT 1 FROM generation_history WHERE user_id = 1`, "deleted_at"')).toHaveLength(
      1,
    );
    expect(
      forgetful('shares.innerJoin("generation_history", "id", "x").select("id"); "deleted_at"'),
    ).toHaveLength(1);
    expect(
      forgetful('joined("generation_history").where("generation_history.deleted_at", "is", null);'),
    ).toEqual([]);
  });

  test("none in app/ does", async () => {
    const files = (filesGitKnows() ?? []).filter(
      (file) => /^app\/.*\.tsx?$/.test(file) && !file.includes(".test."),
    );
    const found: string[] = [];
    for (const file of files) if (forgetful(await readFile(file, "utf8")).length > 0) found.push(file);
    expect(found.filter((file) => !OF_ALL.includes(file))).toEqual([]);
    expect(OF_ALL.filter((file) => !found.includes(file))).toEqual([]);
  });
});
