import { describe, expect, test } from "vitest";
import { decode } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { exifBlock, pngChunk, SECRET, webpChunk, webpFile, withMetadata } from "../../../test/metadata";
import { type ContentType, encoded, varied } from "../../../test/real-pictures";
import { stripMetadata } from "./strip-metadata.server";

const TYPES: ContentType[] = ["image/png", "image/jpeg", "image/webp"];

const text = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString("latin1");

describe.each(TYPES)("%s", (type) => {
  const picture = encoded(type, varied(75, 50));

  test("keeps no place, name, comment, date, preview or trailing byte", async () => {
    const full = withMetadata(type, await picture);
    expect(text(full).split(SECRET).length).toBeGreaterThan(4);
    const bare = stripMetadata(full, type);
    expect(bare).not.toBeNull();
    for (const left of [SECRET, "xmp", "Exif", "EXIF", "eXIf", "Jane"])
      expect(text(bare)).not.toContain(left);
  });

  test("keeps every pixel, the size and the colour profile", async () => {
    const bare = stripMetadata(withMetadata(type, await picture), type) ?? new Uint8Array();
    const [before, after] = [await decode(type, (await picture).buffer), await decode(type, bare.buffer)];
    expect(after).toMatchObject({ width: 75, height: 50 });
    expect(Buffer.from(after.data).equals(Buffer.from(before.data))).toBe(true);
    expect(readPicture(bare)).toMatchObject({ width: 75, height: 50, profile: expect.any(Uint8Array) });
  });

  test("leaves a picture without metadata as it is, byte for byte", async () => {
    expect(stripMetadata(await picture, type)).toEqual(await picture);
  });

  test("is done once: what was stripped is not changed again", async () => {
    const once = stripMetadata(withMetadata(type, await picture, { exif: exifBlock(6) }), type);
    expect(stripMetadata(once ?? new Uint8Array(), type)).toEqual(once);
  });

  test.each([
    [3, true, "03"],
    [6, false, "06"],
    [8, true, "08"],
    [1, true, "none"],
    [9, true, "none"],
    [0, false, "none"],
  ])(
    "of an orientation of %i (little-endian: %s) keeps %s, and no more",
    async (orientation, isLittle, kept) => {
      const exif = exifBlock(orientation, isLittle);
      const bare = stripMetadata(withMetadata(type, await picture, { exif }), type);
      expect(orientationIn(bare)).toBe(kept);
      expect(text(bare)).not.toContain(SECRET);
    },
  );

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["noise", Buffer.from("not a TIFF block at all, but long enough for one")],
    ["a list that lies behind its end", exifBlock(6).fill(0xff, 4, 8)],
    ["more entries than there is room for", exifBlock(6).subarray(0, 20).fill(0xff, 8, 10)],
  ])("with %s in place of EXIF is upright", async (_, exif) => {
    const bare = stripMetadata(withMetadata(type, await picture, { exif }), type);
    expect(orientationIn(bare)).toBe("none");
  });

  test("F4: cut off anywhere it is not a whole picture, and nothing is before its pixels begin", async () => {
    const full = withMetadata(type, await picture).subarray(0, -SECRET.length);
    expect(readPicture(full)).toMatchObject({ isWhole: true });
    const pixels = Buffer.from(full).indexOf(
      { "image/png": "IDAT", "image/jpeg": "\xff\xda", "image/webp": "VP8 " }[type],
      0,
      "latin1",
    );
    for (let length = 0; length < full.length; length++) {
      const read = readPicture(full.subarray(0, length));
      const what = `${length} of ${full.length}`;
      // The last bytes of a PNG are a sum over a name, that of a WebP is padding: without them nothing is missing.
      const isMere = full.length - length < (type === "image/png" ? 5 : 2) && type !== "image/jpeg";
      if (!isMere) expect(read, what).not.toMatchObject({ isWhole: true });
      if (length <= pixels) expect(read.kind, what).not.toBe("picture");
    }
  });

  test("is not another type", async () => {
    for (const other of TYPES.filter((other) => other !== type))
      expect(stripMetadata(await picture, other)).toBeNull();
  });
});

test.each([
  [6, 0x28],
  [1, 0x20],
])("a WebP of orientation %i announces no more than it has: %i", async (orientation, flags) => {
  const webp = await encoded("image/webp", varied(75, 50));
  const bare = stripMetadata(
    withMetadata("image/webp", webp, { exif: exifBlock(orientation) }),
    "image/webp",
  );
  expect(bare?.[20]).toBe(flags);
});

describe("lengths that lie", () => {
  test("in a PNG: of a chunk, by its checksum, without an end, without a picture", async () => {
    const png = Buffer.from(await encoded("image/png", varied(8, 8)));
    const head = png.subarray(0, 33);
    const end = png.subarray(-12);
    const shorter = Buffer.from(png).fill(1, 36, 37);
    const changed = Buffer.from(png).fill(9, 42, 43);
    for (const lie of [
      shorter,
      changed,
      Buffer.concat([head, end]),
      Buffer.concat([png.subarray(0, 8), pngChunk("tEXt", "first"), png.subarray(8)]),
    ])
      expect(stripMetadata(lie, "image/png")).toBeNull();
  });

  test("in a JPEG: of a segment, without a scan, with something else between segments", async () => {
    const jpeg = Buffer.from(await encoded("image/jpeg", varied(8, 8)));
    const start = jpeg.subarray(0, 2);
    for (const lie of [
      Buffer.from(jpeg).fill(0xff, 4, 6),
      Buffer.concat([start, Buffer.from([0xff, 0xd9])]),
      Buffer.concat([start, Buffer.from("stray"), jpeg.subarray(2)]),
    ])
      expect(stripMetadata(lie, "image/jpeg")).toBeNull();
  });

  test("in a WebP: of a chunk, of the whole, without a picture, or with moving ones", async () => {
    const webp = Buffer.from(await encoded("image/webp", varied(8, 8)));
    const animated = Buffer.from("02000000070000070000", "hex");
    for (const lie of [
      Buffer.from(webp).fill(0xff, 16, 20),
      webpFile([webpChunk("XMP ", SECRET)]),
      webpFile([webpChunk("VP8X", animated), webp.subarray(12)]),
    ])
      expect(stripMetadata(lie, "image/webp")).toBeNull();
  });
});

/** The orientation by the only TIFF block that may be left: big-endian, of one entry. */
function orientationIn(bytes: Uint8Array | null): string {
  if (!bytes) return "not a picture";
  const hex = Buffer.from(bytes).toString("hex");
  return hex.match(/4d4d002a000000080001011200030000000100(\d\d)000000000000/)?.[1] ?? "none";
}
