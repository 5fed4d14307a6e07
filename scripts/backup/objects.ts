import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { unless } from "../own-folder";
import type { StoredObject } from "./contents";

/** Every object of the store; a page of them at a time is in memory. */
export async function* objectsIn(store: R2Bucket): AsyncGenerator<StoredObject> {
  for (let cursor: string | undefined, more = true; more; ) {
    // The types of the oldest Workers know no `include`, by which a list says as what each object is served.
    const options = { include: ["httpMetadata"], ...(cursor && { cursor }) } as R2ListOptions;
    const page: R2Objects = await store.list(options);
    for (const { key, size, httpMetadata } of page.objects)
      yield { key, bytes: size, contentType: httpMetadata?.contentType ?? null };
    cursor = page.truncated ? page.cursor : undefined;
    more = page.truncated;
  }
}

export async function writeObjects(
  objects: AsyncIterable<StoredObject>,
  path: string,
): Promise<StoredObject[]> {
  const written: StoredObject[] = [];
  const out = createWriteStream(path);
  for await (const object of objects) {
    written.push(object);
    out.write(`${JSON.stringify(object)}\n`);
  }
  out.end();
  await finished(out);
  return written;
}

export async function* readObjects(path: string): AsyncGenerator<StoredObject> {
  for await (const line of createInterface({ input: createReadStream(path) }))
    if (line) yield JSON.parse(line);
}

/**
 * Copies an object into a folder unless it is there: what lies under a key never changes. It is seen under its name when all
 * of it has come. False when the store has it no longer.
 */
export async function copyOut(
  store: R2Bucket,
  { key, bytes }: StoredObject,
  folder: string,
): Promise<boolean> {
  const path = join(folder, key);
  const there = await stat(path).catch(unless("ENOENT"));
  if (there?.size === bytes) return true;
  const object = await store.get(key);
  if (!object) return false;
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.fromWeb(object.body as never), createWriteStream(`${path}.part`));
  await rename(`${path}.part`, path);
  return true;
}

/** Puts an object into the store unless it is there; "missing" when the folder has it neither, or not whole. */
export async function copyIn(
  store: R2Bucket,
  { key, bytes, contentType }: StoredObject,
  folder: string,
): Promise<"there" | "put" | "missing"> {
  if ((await store.head(key))?.size === bytes) return "there";
  const path = join(folder, key);
  const file = await readFile(path).catch(unless("ENOENT"));
  if (file?.length !== bytes) return "missing";
  await store.put(key, new Uint8Array(file), { httpMetadata: contentType ? { contentType } : {} });
  return "put";
}
