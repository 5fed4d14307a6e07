import { describe, expect, test } from "vitest";
import { decode, encodeWebp } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { partsBesideXmp, partsIn, xmpIn } from "../../../test/containers";
import { fixture, fixtures } from "../../../test/fixtures";
import { exifBlock, pngChunk, SECRET, withMetadata } from "../../../test/metadata";
import { type ContentType, encoded, varied } from "../../../test/real-pictures";
import { stripMetadata } from "./strip-metadata.server";
import { sizeWithXmp, withXmp } from "./with-xmp.server";
import { shortXmpPacket, xmpPacket } from "./xmp.server";

const TYPES: ContentType[] = ["image/png", "image/jpeg", "image/webp"];
const PACKET = xmpPacket({ id: "01a20ac2-cfc7-7bbf-b504-10328d7c8d09", producer: "Lantern", isEdit: false });
const PACKETS = {
  full: PACKET,
  short: shortXmpPacket({ isEdit: false }),
  odd: PACKET.slice(0, -1),
};

/** The file as it is sent when the store gives it in pieces of this many bytes. */
async function sent(file: Uint8Array, packet = PACKET, piece = 1000): Promise<Uint8Array<ArrayBuffer>> {
  async function* chunks() {
    for (let from = 0; from < file.length; from += piece) yield file.slice(from, from + piece);
  }
  const marked = await withXmp({ size: file.length, chunks }, packet);
  const all: Uint8Array[] = [];
  for await (const chunk of marked.chunks()) all.push(chunk.slice());
  const bytes = new Uint8Array(Buffer.concat(all));
  expect(bytes).toHaveLength(marked.size);
  return bytes;
}

const names = (bytes: Uint8Array) => partsBesideXmp(bytes).map(({ name }) => name);
const text = (packet: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(packet);
const transparent = () => {
  const pixels = varied(40, 30);
  for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = at % 256;
  return pixels;
};

describe.each(TYPES)("%s", (type) => {
  test("has the packet once and is otherwise the same file, in pieces of any size", async () => {
    const before = await encoded(type, varied(75, 50));
    for (const packet of Object.values(PACKETS))
      for (const piece of [1, 7, 1000, 1_000_000]) {
        const after = await sent(before, packet, piece);
        expect(xmpIn(after).map((xmp) => xmp.trimEnd())).toEqual([text(packet)]);
        expect(partsBesideXmp(after)).toEqual(partsBesideXmp(before));
        expect(after).toHaveLength(sizeWithXmp(before.length, type, packet));
      }
  });

  test.each([1, 3, 6, 8])(
    "loses all other words but its orientation, %i, and no pixel",
    async (orientation) => {
      const full = withMetadata(type, await encoded(type, varied(75, 50)), { exif: exifBlock(orientation) });
      const before = full.subarray(0, -SECRET.length);
      const after = await sent(before, PACKET, 50);
      expect(after).toHaveLength(sizeWithXmp(before.length, type, PACKET));
      expect(xmpIn(after).map((xmp) => xmp.trimEnd())).toEqual([text(PACKET)]);
      const places = [
        "iTXt",
        "tEXt",
        "zTXt",
        "tIME",
        "eXIf",
        "e1",
        "ed",
        "fe",
        "EXIF",
        "XMP ",
        "JUNK",
        "emPt",
      ];
      const words = partsIn(after).filter(({ name }) => places.includes(name));
      for (const { name, content } of words) expect(content.toString("latin1"), name).not.toContain(SECRET);
      const [was, is] = [readPicture(before), readPicture(after)];
      expect(is).toMatchObject({ kind: "picture", orientation, isWhole: true });
      expect(was).toMatchObject({ orientation, profile: expect.any(Uint8Array) });
      expect(is).toEqual(was);
      const bare = stripMetadata(before, type) ?? new Uint8Array();
      const [one, other] = [await decode(type, bare.buffer), await decode(type, after.buffer)];
      expect(Buffer.from(other.data).equals(Buffer.from(one.data))).toBe(true);
    },
  );

  test("marked twice it has one packet, the later one", async () => {
    const [once, PROMPT] = [await sent(await encoded(type, varied(75, 50))), "A castle at dawn"];
    const origin = { prompt: PROMPT, model: "m", seed: 1, created_at: "2026-01-01" };
    const withPrompt = await sent(once, xmpPacket({ id: "1", producer: "Lantern", isEdit: true }, origin));
    expect(xmpIn(withPrompt)).toEqual([expect.stringContaining(PROMPT)]);
    const without = await sent(withPrompt);
    expect(xmpIn(without).map((xmp) => xmp.trimEnd())).toEqual([text(PACKET)]);
    expect(Buffer.from(without).toString()).not.toContain(PROMPT);
  });

  test("whatever its lengths say, it ends, and is as long as it was said to be", async () => {
    const full = withMetadata(type, await encoded(type, varied(20, 10)));
    for (let at = 12; at < full.length - SECRET.length; at++) {
      await sent(full.slice(0, at));
      await sent(full.with(at, 0xff) as Uint8Array<ArrayBuffer>);
    }
  });

  test("of 40 MB only a few pieces are held", async () => {
    const [size, piece] = [40_000_000, 65_536];
    const start = beginningOf(size, await encoded(type, varied(75, 50)));
    let [read, left, most] = [start.length, 0, 0];
    async function* chunks() {
      yield start;
      for (; read < size; read += piece) yield new Uint8Array(Math.min(piece, size - read));
    }
    const marked = await withXmp({ size, chunks }, PACKET);
    for await (const chunk of marked.chunks()) {
      left += chunk.length;
      most = Math.max(most, read - left);
    }
    expect(left).toBe(marked.size);
    expect(most).toBeLessThan(3 * piece);
  });
});

test.each([
  ["lossy", 80, "VP8 "],
  ["lossless", 100, "VP8L"],
])("a transparent WebP, %s, is as transparent", async (_, quality) => {
  const before = new Uint8Array(await encodeWebp(transparent(), { quality, method: 4 }));
  const after = await sent(before);
  const [one, other] = [await decode("image/webp", before.buffer), await decode("image/webp", after.buffer)];
  expect(new Set(other.data.filter((_, at) => at % 4 === 3)).size).toBeGreaterThan(10);
  expect(Buffer.from(other.data).equals(Buffer.from(one.data))).toBe(true);
  expect(names(after)).toEqual(names(before));
});

/** Null for a picture that browsers show and our decoder does not. */
async function pixelsOf(bytes: Uint8Array<ArrayBuffer>, type: ContentType): Promise<Buffer | null> {
  return decode(type, bytes.buffer).then(
    ({ data }) => Buffer.from(data),
    () => null,
  );
}

test.each(fixtures())("%s is the same picture", async (name) => {
  const before = fixture(name);
  const after = await sent(before);
  const [was, is] = [readPicture(before), readPicture(after)];
  if (was.kind === "picture" && was.isWhole) {
    // A simple WebP has become an extended one; any other file has the same parts.
    expect({ ...is, bare: [] }).toEqual({ ...was, bare: [] });
    const [one, other] = [await pixelsOf(before, was.type), await pixelsOf(after, was.type)];
    if (one) expect(other?.equals(one)).toBe(true);
  }
  expect(is.kind).toBe(was.kind);
});

test("what lies behind the end of a WebP goes", async () => {
  const webp = Buffer.from(await encoded("image/webp", varied(75, 50)));
  for (const junk of ["!", SECRET, SECRET + SECRET]) {
    const after = await sent(Buffer.concat([webp, Buffer.from(junk)]));
    expect(partsBesideXmp(after)).toEqual(partsBesideXmp(webp));
    expect(Buffer.from(after).toString()).not.toContain(SECRET);
  }
});

test("an EXIF block that is too short for an orientation, and one longer than is read, stay as long", async () => {
  const png = Buffer.from(await encoded("image/png", varied(8, 8)));
  for (const exif of [Buffer.alloc(9, "x"), Buffer.concat([exifBlock(6), Buffer.alloc(200_000, "x")])]) {
    const before = Buffer.concat([png.subarray(0, 33), pngChunk("eXIf", exif), png.subarray(33)]);
    const [, eXIf] = partsBesideXmp(await sent(before));
    expect(eXIf?.content).toHaveLength(exif.length);
    expect(eXIf?.content.includes("x")).toBe(false);
  }
});

/** The beginning of a larger file of the same kind: a WebP tells its length, and what is in it has a name. */
function beginningOf(size: number, bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes);
  if (file.toString("latin1", 0, 4) !== "RIFF") return file;
  file.writeUInt32LE(size - 8, 4);
  const chunk = Buffer.from("more....", "latin1");
  chunk.writeUInt32LE(size - file.length - 8, 4);
  return Buffer.concat([file, chunk]);
}
