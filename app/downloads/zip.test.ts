import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { setFavorite } from "~/history/favorite.server";
import { partsBesideXmp } from "../../test/containers";
import { formulas } from "../../test/fixtures/texts.json";
import { WEBP } from "../../test/pretend-replicate";
import { anAccount, anOrder, times, type World, world } from "../../test/world";
import type { User } from "../accounts/user";
import { startGeneration } from "../generations/start.server";
import { asCsv, asJson } from "./manifest.server";
import { partsOf } from "./parts.server";
import { MOST_IN_A_ZIP, picturesAmong, picturesOfPart } from "./pictures.server";
import { zipOf } from "./zip.server";

const plain = { prompt: false };
const everything = { from: 0, to: Number.MAX_SAFE_INTEGER };

async function pictures(using: World, user: User, prompts: string[]) {
  const orders = prompts.map((prompt) => anOrder({ prompt }));
  for (const order of orders) await startGeneration(using, user, order);
  return { ids: orders.map(({ id }) => id), rows: await picturesOfPart(using, user, everything) };
}

async function read(zip: ReadableStream<Uint8Array>) {
  const bytes = new Uint8Array(await new Response(zip).arrayBuffer());
  return { bytes, files: unzipSync(bytes) };
}

const decoded = (bytes: Uint8Array | undefined) =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/** A world whose store counts what is read, and fails as told. */
function watchedStore(using: World, failing: (call: number) => boolean = () => false) {
  const seen = { opened: 0, open: 0, mostOpen: 0, chunks: 0, left: 0 };
  const pictures = new Proxy(using.pictures, {
    get(target, name) {
      if (name !== "get") return Reflect.get(target, name).bind(target);
      return async (key: string) => {
        if (failing(++seen.opened)) throw new Error("the store does not answer");
        const object = await target.get(key);
        if (!object) return null;
        seen.mostOpen = Math.max(seen.mostOpen, ++seen.open);
        return { size: 3 * WEBP.length, body: slowly(seen) };
      };
    },
  });
  return { using: { ...using, pictures }, seen };
}

/** A body in three pieces that counts what is asked of it and whether it was left. */
function slowly(seen: { open: number; chunks: number; left: number }): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (sent++ === 3) {
          seen.open--;
          return controller.close();
        }
        seen.chunks++;
        controller.enqueue(WEBP);
      },
      cancel() {
        seen.open--;
        seen.left++;
      },
    },
    { highWaterMark: 0 },
  );
}

test("another program reads it: pictures as they are, names that tell, and a manifest of what made them", async () => {
  const using = world();
  const user = await anAccount(using);
  const { ids, rows } = await pictures(using, user, ["A castle, at dawn!", "一座山", "一座山"]);
  await setFavorite(using, user, ids.slice(0, 1), true);
  const { files } = await read(zipOf(using, await picturesAmong(using, user, ids), plain));
  const day = rows[0]?.created_at.slice(0, 10);
  const names = ids.map(
    (id, index) => `${day}-${["A-castle-at-dawn", "一座山", "一座山"][index]}-${id.slice(-12)}.webp`,
  );
  expect(Object.keys(files)).toEqual([...names, "manifest.json", "manifest.csv"]);
  expect(partsBesideXmp(files[names[0] ?? ""] ?? WEBP)).toEqual(partsBesideXmp(WEBP));
  const manifest = JSON.parse(decoded(files["manifest.json"]));
  expect(manifest.pictures).toHaveLength(3);
  expect(manifest.pictures[0]).toEqual({
    ...{ file: names[0], note: "", prompt: "A castle, at dawn!", model: "black-forest-labs/flux-2-klein-4b" },
    ...{ seed: rows[0]?.seed, width: 1, height: 1, cost: 1, favorite: true },
    ...{ created_at: rows[0]?.created_at, id: ids[0] },
  });
});

test("the table opens in Excel as UTF-8, and no prompt in it is a formula", async () => {
  const using = world();
  const user = await anAccount(using);
  const { rows } = await pictures(using, user, ['=HYPERLINK("x","y")', "+1", "-1", "@sum", "two\nlines, 山"]);
  const { files } = await read(zipOf(using, rows, plain));
  const csv = decoded(files["manifest.csv"]);
  expect(
    csv.startsWith("\uFEFFfile,prompt,model,seed,width,height,cost,favorite,created_at,id,note\r\n"),
  ).toBe(true);
  for (const cell of [`,"'=HYPERLINK(""x"",""y"")",`, ",'+1,", ",'-1,", ",'@sum,", ',"two\nlines, 山",'])
    expect(csv).toContain(cell);
});

/** The cells that a program finds which parts a table in this way, as Excel does in one country or another. */
function cellsOf(csv: string, separator: "," | ";"): string[][] {
  const rows: string[][] = [[""]];
  let isQuoted = false;
  const add = (text: string) => rows.at(-1)?.push(`${rows.at(-1)?.pop() ?? ""}${text}`);
  for (let at = 0; at < csv.length; at++) {
    const character = csv[at] ?? "";
    if (isQuoted) {
      if (character !== '"') add(character);
      else if (csv[at + 1] === '"') add(csv[at++] ?? "");
      else isQuoted = false;
    } else if (character === '"' && rows.at(-1)?.at(-1) === "") isQuoted = true;
    else if (character === separator) rows.at(-1)?.push("");
    else if (character === "\n") rows.push([""]);
    else if (character !== "\r") add(character);
  }
  return rows.slice(0, -1);
}

describe("F20: no prompt in a table is a formula", () => {
  const dangerous = [
    ...formulas,
    ...[
      "=1+1",
      "+1",
      "-1",
      "@SUM(1)",
      "−1+1",
      " =1",
      "\ufeff=1",
      "a\n=1+1",
      "a;b;\t=1",
      'a;"=1+1";b',
      'a; "=1+1"',
      "a;\u200b＝1",
    ],
    ...["\t=1", "\rx", "\ntext", "a\r\n-1"],
  ];
  test.each(dangerous)("%j", (prompt) => {
    const line = { prompt, model: "m", seed: 1, width: 1, height: 1, cost: 1, favorite: false };
    const csv = asCsv([{ ...line, file: "a.webp", note: "", created_at: "2026-03-31", id: "1" }]);
    expect(csv.startsWith("\uFEFFfile,prompt,")).toBe(true);
    for (const separator of [",", ";"] as const)
      for (const cell of cellsOf(csv.slice(1), separator).flat())
        expect(cell).not.toMatch(
          /^[^\p{L}\p{N}\p{P}\p{S}]*"*[^\p{L}\p{N}\p{P}\p{S}]*[=+\-@＝＋－＠−]|^[\t\r\n]/u,
        );
    const rows = cellsOf(csv.slice(1), ",");
    expect(rows.map((row) => row.length)).toEqual([11, 11]);
    expect(rows[1]?.[1]?.replaceAll("'", "")).toBe(prompt);
  });

  test.each(["a-b; c-d, e=f", "rock'n'roll", "山；－", '"quoted" text', "1;2;3"])(
    "%j stays as it is",
    (prompt) => {
      const line = { prompt, model: "m", seed: 1, width: 1, height: 1, cost: 1, favorite: false };
      const csv = asCsv([{ ...line, file: "a.webp", note: "", created_at: "2026-03-31", id: "1" }]);
      expect(cellsOf(csv.slice(1), ",")[1]?.[1]).toBe(prompt);
      expect(
        JSON.parse(asJson([{ ...line, prompt: "=1", file: null, note: "", created_at: "x", id: "1" }]))
          .pictures[0].prompt,
      ).toBe("=1");
    },
  );
});

test("a part that is asked for far beyond its end is what there is of it, and one behind all is empty", async () => {
  const using = world();
  const user = await anAccount(using);
  const { ids } = await pictures(using, user, ["a", "b"]);
  const [part] = (await partsOf(using, user)).parts;
  const to = 999_999_999_999_999;
  const asked = await picturesOfPart(using, user, { from: part?.from ?? 0, to });
  expect(asked.map(({ id }) => id)).toEqual(ids);
  expect(await picturesOfPart(using, user, { from: (part?.to ?? 0) + 1, to })).toEqual([]);
  expect(await picturesOfPart(using, user, { from: to, to: 0 })).toEqual([]);
});

test("a picture that the store does not have is left out and noted; the zip stays whole", async () => {
  const using = world();
  const user = await anAccount(using);
  const { ids, rows } = await pictures(using, user, ["here", "missing"]);
  await using.pictures.delete(`pictures/${ids[1]}`);
  const { files } = await read(zipOf(using, rows, plain));
  expect(Object.keys(files)).toHaveLength(3);
  const { pictures: lines } = JSON.parse(decoded(files["manifest.json"]));
  expect(lines[1]).toMatchObject({ file: null, note: "missing in the store", prompt: "missing" });
});

test("a store that does not answer is asked once more, then it is noted", async () => {
  const using = world();
  const user = await anAccount(using);
  const { rows } = await pictures(using, user, ["a", "b"]);
  const once = watchedStore(using, (call) => call === 1);
  expect(Object.keys((await read(zipOf(once.using, rows, plain))).files)).toHaveLength(4);
  const twice = watchedStore(using, (call) => call <= 2);
  const { files } = await read(zipOf(twice.using, rows, plain));
  const { pictures: lines } = JSON.parse(decoded(files["manifest.json"]));
  expect(lines.map(({ note }: { note: string }) => note)).toEqual(["could not be read", ""]);
});

test("one picture is open at a time, and nothing is read that nobody asked for", async () => {
  const using = world();
  const user = await anAccount(using);
  const { rows } = await pictures(using, user, ["a", "b", "c", "d", "e"]);
  const watched = watchedStore(using);
  const reader = zipOf(watched.using, rows, plain).getReader();
  const steps: { read: number; chunks: number }[] = [];
  for (let read = 1; !(await reader.read()).done; read++) steps.push({ read, chunks: watched.seen.chunks });
  expect(watched.seen).toMatchObject({ opened: 5, open: 0, mostOpen: 1, chunks: 15 });
  // A header and a name come before each picture: the store is never more than two pieces ahead of the reader.
  for (const { read, chunks } of steps) expect(chunks).toBeLessThanOrEqual(read + 1);
});

test("who leaves in the middle stops the reading, and can begin again", async () => {
  const using = world();
  const user = await anAccount(using);
  const { rows } = await pictures(using, user, ["a", "b", "c"]);
  const watched = watchedStore(using);
  const reader = zipOf(watched.using, rows, plain).getReader();
  const start: Uint8Array[] = [];
  for (let index = 0; index < 4; index++) start.push((await reader.read()).value ?? new Uint8Array());
  await reader.cancel();
  expect(watched.seen).toMatchObject({ opened: 1, open: 0, left: 1 });
  // A zip that was cut off is broken to any program, and the same request gives it whole.
  const cut = new Uint8Array(await new Blob(start.map((part) => part.slice())).arrayBuffer());
  expect(() => unzipSync(cut)).toThrow();
  expect(Object.keys((await read(zipOf(using, rows, plain))).files)).toHaveLength(5);
});

test("prompt and seed are inside the files only when told", async () => {
  const using = world();
  const user = await anAccount(using);
  const { rows } = await pictures(using, user, ["A castle"]);
  const picture = async (choice: { prompt: boolean }) =>
    decoded(Object.values((await read(zipOf(using, rows, choice))).files)[0]);
  expect(await picture({ prompt: true })).toContain(`>A castle</rdf:li>`);
  expect(await picture({ prompt: true })).toContain(`seed ${rows[0]?.seed}`);
  expect(await picture(plain)).not.toContain("castle");
});

test("another visitor's ids give nothing, and their part is empty", async () => {
  const using = world();
  const [owner, stranger] = [await anAccount(using), await anAccount(using)];
  const { ids } = await pictures(using, owner, ["a"]);
  expect(await picturesAmong(using, stranger, [...ids, "x"])).toEqual([]);
  expect(await picturesOfPart(using, stranger, everything)).toEqual([]);
});

test("everything is in parts that follow on each other, oldest first, and none is too large", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 10 });
  const { rows } = await pictures(using, user, ["a", "b"]);
  const copies = times(MOST_IN_A_ZIP, () => crypto.randomUUID());
  await using.db.atomically(
    copies.map((id, index) =>
      using.db
        .insertInto("generation_history")
        .columns([
          ...(["id", "user_id", "position", "order_id", "prompt", "model", "input", "input_hash"] as const),
          ...(["seed", "cost", "status", "image_id", "created_at", "updated_at"] as const),
        ])
        .expression(({ selectFrom, val }) =>
          selectFrom("generation_history")
            .select([
              val(id).as("id"),
              "user_id",
              val(1_000_000 + index).as("position"),
              "order_id",
              "prompt",
            ])
            .select([
              "model",
              "input",
              "input_hash",
              "seed",
              "cost",
              "status",
              "image_id",
              "created_at",
              "updated_at",
            ])
            .where("id", "=", rows[0]?.id ?? ""),
        ),
    ),
  );
  const { parts, more } = await partsOf(using, user);
  expect(more).toBeNull();
  expect(parts.map(({ pictures }) => pictures)).toEqual([MOST_IN_A_ZIP, 2]);
  const found = await Promise.all(parts.map((part) => picturesOfPart(using, user, part)));
  expect(found.flat().map(({ id }) => id)).toEqual([...rows.map(({ id }) => id), ...copies]);
  expect((await partsOf(using, await anAccount(using))).parts).toEqual([]);
});
