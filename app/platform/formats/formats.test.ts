import { deflateSync, inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fixture } from "../../../test/fixtures";
import { colourProfile, exifBlock, pngChunk, SECRET, webpChunk, webpFile } from "../../../test/metadata";
import { encoded, varied } from "../../../test/real-pictures";
import { decode, encodeJpeg } from "../codecs.server";
import type { PictureFile } from "./picture-file";
import { readPicture } from "./read-picture.server";

function pictureIn(bytes: Uint8Array): PictureFile {
  const read = readPicture(bytes);
  if (read.kind !== "picture") throw new Error(read.kind);
  return read;
}

const bareOf = (bytes: Uint8Array) => new Uint8Array(Buffer.concat(pictureIn(bytes).bare));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** Segments of a JPEG up to its scan, and the rest. */
function partsOfJpeg(file: Buffer): { segments: Buffer[]; scan: Buffer } {
  const segments: Buffer[] = [];
  let at = 2;
  while (file[at + 1] !== 0xda) {
    const end = at + 2 + file.readUInt16BE(at + 2);
    segments.push(file.subarray(at, end));
    at = end;
  }
  return { segments, scan: file.subarray(at) };
}

function segment(marker: number, content: Buffer | string): Buffer {
  const body = Buffer.from(content);
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
}

function chunksOfPng(file: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 8; at < file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    chunks.push(file.subarray(at, end));
    at = end;
  }
  return chunks;
}

const png = (chunks: Buffer[]) => Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...chunks]);
const wrongSum = (chunk: Buffer) => Buffer.concat([chunk.subarray(0, -4), Buffer.from("oops")]);
const START = Buffer.from([0xff, 0xd8]);

async function jpegParts() {
  const file = Buffer.from(await encoded("image/jpeg", varied(40, 24)));
  return { file, ...partsOfJpeg(file) };
}

async function pngParts() {
  const [head = Buffer.alloc(0), ...rest] = chunksOfPng(
    Buffer.from(await encoded("image/png", varied(40, 24))),
  );
  return { head, rest };
}

describe("F10: what browsers show is a picture", () => {
  test.each([
    ["jpeg-no-eoi.jpg", 96, 64],
    ["jpeg-no-eoi-then-trailer.jpg", 96, 64],
    ["jpeg-zeros-before-marker.jpg", 96, 64],
    ["jpeg-short-app1.jpg", 96, 64],
    ["png-text-wrong-crc.png", 96, 64],
    ["webp-riff-size-too-big.webp", 64, 64],
    ["webp-riff-size-zero.webp", 64, 64],
  ])("%s, and what is kept of it is whole", async (name, width, height) => {
    expect(pictureIn(fixture(name))).toMatchObject({ width, height });
    const bare = bareOf(fixture(name));
    expect(pictureIn(bare)).toMatchObject({ width, height, isWhole: true });
    expect(await decode(pictureIn(bare).type, bare.buffer)).toMatchObject({ width, height });
  });

  test("F10: a JPEG with anything between its segments, and filling in front of its markers", async () => {
    const { segments, scan, file } = await jpegParts();
    const [first = Buffer.alloc(0), ...rest] = segments;
    for (const padding of ["00", "000000", "ffff", "00ff", "ff00ff", Buffer.from("stray").toString("hex")]) {
      const filling = Buffer.from(padding, "hex");
      const padded = Buffer.concat([START, first, ...rest.flatMap((part) => [filling, part]), filling, scan]);
      expect(bareOf(padded), padding).toEqual(new Uint8Array(file));
    }
  });

  test.each([
    ["nothing", ""],
    ["a name alone", "Exif\0\0"],
    ["half a name", "Exif"],
    ["no TIFF", "Exif\0\0not a block at all"],
    ["a list behind its end", "Exif\0\0MM\0*\0\0\xff\xff\xff\xff"],
    ["a list that goes round", "Exif\0\0MM\0*\0\0\0\x08\xff\xff\0\0"],
  ])("F10: EXIF of any shape decides nothing: %s", async (_, content) => {
    const { segments, scan, file } = await jpegParts();
    const exif = segment(0xe1, Buffer.from(content, "latin1"));
    expect(bareOf(Buffer.concat([START, exif, ...segments, scan]))).toEqual(new Uint8Array(file));
    const { head, rest } = await pngParts();
    const block = pngChunk("eXIf", Buffer.from(content, "latin1"));
    expect(bareOf(png([head, block, ...rest]))).toEqual(new Uint8Array(png([head, ...rest])));
  });

  test("F10: without its end, and whatever hangs behind its rows or its end, it is the same picture", async () => {
    const inOnePass = new Uint8Array(await encodeJpeg(varied(123, 77), { quality: 80 }));
    for (const whole of [inOnePass, await encoded("image/jpeg", varied(123, 77))]) {
      for (const end of [whole.subarray(0, -2), whole])
        for (const trailer of ["", SECRET, `\0\0${SECRET}SEFT`, `\xff\xd8\xff\xe1\0\x20${SECRET}`]) {
          const bare = bareOf(Buffer.concat([end, Buffer.from(trailer, "latin1")]));
          expect(bare).toEqual(whole);
        }
    }
  });

  test("F10: a wrong sum matters only where the picture is", async () => {
    const { head, rest } = await pngParts();
    const others = ["gAMA", "cHRM", "iCCP", "tEXt", "eXIf", "acTL"].map((name) =>
      pngChunk(name, Buffer.alloc(8)),
    );
    expect(bareOf(png([head, ...others.map(wrongSum), ...rest]))).toEqual(
      new Uint8Array(png([head, ...rest])),
    );
    expect(readPicture(png([wrongSum(head), ...rest])).kind).toBe("damaged");
    expect(readPicture(png([head, wrongSum(rest[0] ?? head), ...rest.slice(1)])).kind).toBe("damaged");
  });

  test("F10: a PNG whose rows are all there needs no end", async () => {
    const { head, rest } = await pngParts();
    const whole = png([head, ...rest]);
    for (const cut of [4, 8, 11, 12])
      expect(bareOf(whole.subarray(0, -cut)), String(cut)).toEqual(new Uint8Array(whole));
    expect(readPicture(whole.subarray(0, -20)).kind).toBe("damaged");
  });

  test("F10: a PNG that ends between two pieces of its data lacks rows, and is damaged", async () => {
    const { head, rest } = await pngParts();
    const data = Buffer.concat(rest.slice(0, -1).map((whole) => whole.subarray(8, -4)));
    const half = data.length >> 1;
    const pieces = [data.subarray(0, half), data.subarray(half)].map((part) => pngChunk("IDAT", part));
    expect(readPicture(png([head, ...pieces])).kind).toBe("picture");
    expect(readPicture(png([head, ...pieces.slice(0, 1)])).kind).toBe("damaged");
  });

  test.each([0, 1])(
    "F10: an application's part or a comment of the length %i is passed over",
    async (length) => {
      const { segments, scan, file } = await jpegParts();
      for (const marker of [0xe1, 0xe2, 0xed, 0xfe]) {
        const empty = Buffer.from([0xff, marker, 0, length]);
        expect(bareOf(Buffer.concat([START, empty, ...segments, scan]))).toEqual(new Uint8Array(file));
      }
      const tables = Buffer.from([0xff, 0xdb, 0, length]);
      expect(readPicture(Buffer.concat([START, tables, ...segments, scan])).kind).toBe("damaged");
    },
  );

  test("F10: a WebP of any length in front of it", async () => {
    const webp = Buffer.from(await encoded("image/webp", varied(40, 24)));
    for (const length of [0, 4, 11, 20, webp.length - 9, webp.length - 7, webp.length + 100, 0xffffffff]) {
      const lying = Buffer.from(webp);
      lying.writeUInt32LE(length, 4);
      expect(bareOf(Buffer.concat([lying, Buffer.from(SECRET)])), String(length)).toEqual(
        new Uint8Array(webp),
      );
    }
  });
});

describe("F6: a side of nothing is a damaged picture", () => {
  test.each(["png-width-zero.png", "jpeg-height-zero.jpg", "jpeg-height-zero-dnl.jpg"])("%s", (name) => {
    expect(readPicture(fixture(name)).kind).toBe("damaged");
  });

  test("F6: either side, in every kind", async () => {
    const webp = Buffer.from(await encoded("image/webp", varied(40, 24)));
    const jpeg = Buffer.from(await encoded("image/jpeg", varied(40, 24)));
    const { head, rest } = await pngParts();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc2])) + jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 1;
    for (const side of [0, 1]) {
      const flatPng = Buffer.from(head.subarray(8, -4)).fill(0, 4 * side, 4 * side + 4);
      const flatJpeg = Buffer.from(jpeg).fill(0, frame + 5 + 2 * side, frame + 7 + 2 * side);
      const flatWebp = Buffer.from(webp).fill(0, 26 + 2 * side, 28 + 2 * side);
      for (const flat of [png([pngChunk("IHDR", flatPng), ...rest]), flatJpeg, flatWebp])
        expect(readPicture(flat).kind).toBe("damaged");
    }
  });
});

describe("F11: known parts say what they are for, and no more", () => {
  test("F11: jpeg-app14-with-name.jpg, png-gama-with-name.png", () => {
    for (const name of ["jpeg-app14-with-name.jpg", "png-gama-with-name.png"]) {
      expect(text(fixture(name))).toContain("Jane");
      expect(text(bareOf(fixture(name)))).not.toMatch(/Jane|Owner|52\./);
    }
  });

  const KNOWN = "gAMA cHRM sRGB cICP sBIT bKGD tRNS mDCV cLLI PLTE hIST pHYs sPLT";
  test.each(KNOWN.split(" "))("F11: a %s of any length holds no name", async (name) => {
    const { head, rest } = await pngParts();
    for (let length = 0; length < 40; length++) {
      const content = Buffer.concat([Buffer.alloc(length), Buffer.from(SECRET)]);
      // A palette is a multiple of three.
      const chunk = pngChunk(name, content.subarray(0, content.length - (content.length % 3)));
      expect(text(bareOf(png([head, chunk, ...rest])))).not.toContain("Jane");
    }
  });

  test("F11: of a JPEG's known segments nothing is longer than it should be", async () => {
    const { segments, scan } = await jpegParts();
    for (const [marker, content] of [
      [0xe0, `JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01${SECRET}`],
      [0xee, `Adobe\0d\0\0\0\0\x01${SECRET}`],
      [0xee, `Adobe\0Jane D\x01`],
      [0xe2, `ICC_PROFILE\0\x01\x01${SECRET}`],
      [0xfe, SECRET],
      [0xdc, SECRET],
      [0xcc, SECRET],
      [0xf0, SECRET],
    ] as const) {
      const full = Buffer.concat([START, segment(marker, Buffer.from(content, "latin1")), ...segments, scan]);
      expect(text(bareOf(full))).not.toContain("Jane");
    }
    for (const marker of [0xc4, 0xdb, 0xdd, 0xc0]) {
      const full = Buffer.concat([START, ...segments, segment(marker, SECRET), scan]);
      expect(readPicture(full).kind).toBe("damaged");
    }
  });

  test("F11: of a WebP's head ten bytes are left, and nothing in them that is not announced", async () => {
    const webp = Buffer.from(await encoded("image/webp", varied(40, 24)));
    const head = Buffer.alloc(10);
    head[0] = 0xff & ~0x02;
    head.fill("Jan", 1, 4);
    head.writeUIntLE(39, 4, 3);
    head.writeUIntLE(23, 7, 3);
    const full = webpFile([webpChunk("VP8X", Buffer.concat([head, Buffer.from(SECRET)])), webp.subarray(12)]);
    const bare = bareOf(full);
    expect(text(bare)).not.toContain("Jan");
    expect([...bare.subarray(16, 24)]).toEqual([10, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("F11: of a colour profile the colours are left and no text, and it is done once", async () => {
    const profile = colourProfile(SECRET);
    expect(text(profile).split("Jane").length).toBeGreaterThan(8);
    const { segments, scan } = await jpegParts();
    const icc = segment(0xe2, Buffer.concat([Buffer.from("ICC_PROFILE\0\x01\x01"), profile]));
    const jpeg = bareOf(Buffer.concat([START, ...segments, icc, scan]));
    const { head, rest } = await pngParts();
    const content = Buffer.concat([Buffer.from(`${SECRET}\0\0`), deflateSync(profile)]);
    const inPng = bareOf(png([head, pngChunk("iCCP", content), ...rest]));
    const left = pictureIn(jpeg).profile ?? new Uint8Array();
    expect(pictureIn(inPng).profile).toEqual(left);
    for (const bytes of [jpeg, inPng, left]) expect(text(bytes)).not.toContain("Jane");
    for (const tag of ["rXYZ", "gXYZ", "bXYZ", "wtpt", "rTRC", "gTRC", "bTRC", "desc", "cprt"])
      expect(text(left)).toContain(tag);
    for (const tag of ["dmnd", "dmdd", "vued", "meta", "zzzz"]) expect(text(left)).not.toContain(tag);
    expect(bareOf(jpeg)).toEqual(jpeg);
    expect(bareOf(inPng)).toEqual(inPng);
    const name = text(inPng).indexOf("iCCP") + 4;
    expect(inflateSync(Buffer.from(inPng).subarray(name + 5))).toEqual(Buffer.from(left));
  });
});

describe("F12: which way is up is read as other programs do", () => {
  test.each([
    ["png-orientation-6.png", 6],
    ["webp-orientation-6.webp", 6],
    ["base.png", 1],
  ])("%s: %i", (name, orientation) => {
    const size = orientation === 6 ? { width: 64, height: 96 } : { width: 96, height: 64 };
    expect(pictureIn(fixture(name))).toMatchObject({ orientation, ...size });
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "F12: the first pixel of orientation %i goes where it belongs",
    async (orientation) => {
      const pixels = varied(4, 3);
      const { head, rest } = chunksIn(Buffer.from(await encoded("image/png", pixels)));
      const turned = new Uint8Array(png([head, pngChunk("eXIf", exifBlock(orientation)), ...rest]));
      const { data, width, height } = await decode("image/png", turned.buffer);
      expect([width, height]).toEqual(orientation >= 5 ? [3, 4] : [4, 3]);
      const at = (x: number, y: number) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
      // Where the file's first pixel and the one to its right are shown.
      const [right, bottom] = [width - 1, height - 1];
      const places: Record<number, [[number, number], [number, number]]> = {
        1: [
          [0, 0],
          [1, 0],
        ],
        2: [
          [right, 0],
          [right - 1, 0],
        ],
        3: [
          [right, bottom],
          [right - 1, bottom],
        ],
        4: [
          [0, bottom],
          [1, bottom],
        ],
        5: [
          [0, 0],
          [0, 1],
        ],
        6: [
          [right, 0],
          [right, 1],
        ],
        7: [
          [right, bottom],
          [right, bottom - 1],
        ],
        8: [
          [0, bottom],
          [0, bottom - 1],
        ],
      };
      const [first, second] = places[orientation] ?? [
        [9, 9],
        [9, 9],
      ];
      expect(at(...first)).toEqual([...pixels.data.subarray(0, 3)]);
      expect(at(...second)).toEqual([...pixels.data.subarray(4, 7)]);
    },
  );
});

function chunksIn(file: Buffer) {
  const [head = Buffer.alloc(0), ...rest] = chunksOfPng(file);
  return { head, rest };
}

describe("F13: what moves is told apart from what is damaged", () => {
  const frames = (count: number) => {
    const content = Buffer.alloc(8);
    content.writeUInt32BE(count);
    return pngChunk("acTL", content);
  };

  test("F13: a WebP and a PNG of several frames", async () => {
    const { head, rest } = await pngParts();
    expect(readPicture(fixture("webp-animated.webp")).kind).toBe("moving");
    expect(readPicture(png([head, frames(2), ...rest])).kind).toBe("moving");
  });

  test("F13: a PNG of one frame, or whose frames are announced too late, stands still in browsers too", async () => {
    const { head, rest } = await pngParts();
    expect(readPicture(png([head, frames(1), ...rest])).kind).toBe("picture");
    expect(readPicture(png([head, ...rest.slice(0, -1), frames(2), ...rest.slice(-1)])).kind).toBe("picture");
  });
});
