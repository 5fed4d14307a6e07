import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import ExifReader from "exifreader";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { xmpIn } from "./containers";
import { fixture } from "./fixtures";
import { servePretendReplicate } from "./pretend-replicate-server";
import { Visitor } from "./visitor";

const PROMPT = "A secret castle & 一座山";

let app: App;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;
let folder: string;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  app = await startApp({ ...replicate.vars, RESULT_CACHE_HOURS: "0" });
  folder = await mkdtemp(join(tmpdir(), "flux-ai-marks-"));
});

afterAll(async () => {
  await app?.stop();
  replicate?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** ExifTool is a program in Perl. */
const EXIFTOOL = createRequire(import.meta.url).resolve("exiftool-vendored.pl/bin/exiftool");

type Tags = Record<string, unknown>;

/** What ExifTool reads in files, all at once, since it takes a second to begin; null on a machine without Perl. */
async function readByExifTool(files: Map<string, Uint8Array>): Promise<Map<string, Tags> | null> {
  const names = [...files.keys()].map((_, index) => String(index));
  await Promise.all([...files.values()].map((bytes, index) => writeFile(join(folder, String(index)), bytes)));
  const run = promisify(execFile)(
    "perl",
    [EXIFTOOL, "-json", "-G1", "-a", "-Validate", "-All:All", "-n", ...names],
    {
      cwd: folder,
    },
  );
  const answer = await run.catch((error) => (error.code === "ENOENT" ? null : Promise.reject(error)));
  if (!answer) return null;
  const read: Tags[] = JSON.parse(answer.stdout);
  return new Map([...files.keys()].map((name, index) => [name, read[index] ?? {}]));
}

const SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

/** The two marks as each program reads them. */
function marksByExifReader(bytes: Uint8Array) {
  const tags = ExifReader.load(new Uint8Array(bytes).buffer);
  return {
    source: tags.DigitalSourceType?.value,
    aigc: tags.AIGC?.value,
    prompt: tags.description?.description,
  };
}

async function aPicture(visitor: Visitor): Promise<{ id: string; link: string }> {
  const page = (await visitor.generate({ prompt: PROMPT })).headers.get("Location") ?? "";
  await visitor.post(`${page}/share`, { do: "make" });
  const link = (await visitor.html(page)).match(/href="http[^"]*(\/s\/[\w-]{22})"/)?.[1] ?? "";
  return { id: page.split("/").at(-1) ?? "", link };
}

describe.each([
  ["image/png", "base.png"],
  ["image/jpeg", "base.jpg"],
  ["image/webp", "webp-orientation-6.webp"],
])("%s", (_, name) => {
  test("two other programs read at every address that AI made it, and a prompt only where it was wanted", async () => {
    replicate.pretend.onDownload = () => new Response(fixture(name));
    const visitor = new Visitor(app);
    await visitor.join();
    const { id, link } = await aPicture(visitor);
    await expect
      .poll(async () => (await visitor.get(`/images/${id}/thumbnail`)).headers.get("Cache-Control"))
      .toContain("immutable");
    const addresses = {
      shown: `/images/${id}`,
      saved: `/images/${id}?download`,
      "saved with prompt": `/images/${id}?download&prompt=1`,
      thumbnail: `/images/${id}/thumbnail`,
      shared: `${link}/image`,
      previewed: `${link}/preview`,
    };
    const files = new Map<string, Uint8Array>();
    for (const [name, address] of Object.entries(addresses)) {
      const answer = await visitor.get(address);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(answer.headers.get("Content-Length"), name).toBe(String(bytes.length));
      files.set(name, bytes);
    }
    for (const [name, prompt] of Object.entries({ zipped: "0", "zipped with prompt": "1" })) {
      const answer = await visitor.get(`/downloads/zip?part=0-99&prompt=${prompt}`);
      const [picture] = Object.values(unzipSync(new Uint8Array(await answer.arrayBuffer())));
      files.set(name, picture ?? new Uint8Array());
    }
    const read = await readByExifTool(files);
    for (const [name, bytes] of files) {
      expect(xmpIn(bytes), name).toHaveLength(1);
      const { source, aigc, prompt } = marksByExifReader(bytes);
      expect(source, name).toBe(SOURCE);
      const said = name === "thumbnail" ? { Label: "1" } : { Label: "1", ProduceID: id, PropagateID: id };
      expect(JSON.parse(String(aigc)), name).toMatchObject(said);
      expect(prompt, name).toBe(name.endsWith("with prompt") ? PROMPT : undefined);
      expect(Buffer.from(bytes).includes("castle"), name).toBe(name.endsWith("with prompt"));
      if (!read) continue;
      // Errors, warnings, and minor ones among them.
      const tags = read.get(name);
      expect(tags, name).toMatchObject({
        "ExifTool:Validate": "0 0 0",
        "XMP-iptcExt:DigitalSourceType": SOURCE,
      });
      expect(tags?.["XMP-TC260:Aigc"], name).toBe(aigc);
      expect(tags?.["XMP-dc:Description"], name).toBe(prompt);
    }
  });
});
