import ExifReader from "exifreader";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withXmp } from "~/pictures/metadata/with-xmp.server";
import { xmpPacket } from "~/pictures/metadata/xmp.server";
import { startBrowser } from "./app";

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser?.close();
});

const WORDS = {
  prompt: 'A "castle" & <moat>, 一座山 😀\u0000',
  model: "black-forest-labs/flux-schnell",
  seed: 4_294_967_295,
  created_at: "2026-01-02T03:04:05.678Z",
};

const PACKET = xmpPacket(
  { id: "01a20ac2-cfc7-7bbf-b504-10328d7c8d09", producer: "Flux AI", isEdit: false },
  WORDS,
);

/** A picture as a browser writes it. */
function painted(type: string, alpha: number, quality: number, width: number): Promise<number[]> {
  return page.evaluate(
    async ({ type, alpha, quality, width }) => {
      const canvas = new OffscreenCanvas(width, 5);
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no canvas");
      context.fillStyle = `rgb(200 50 25 / ${alpha})`;
      context.fillRect(0, 0, width - 1, 4);
      const blob = await canvas.convertToBlob({ type, quality });
      if (blob.type !== type) throw new Error(blob.type);
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    { type, alpha, quality, width },
  );
}

/** The pixels that a browser sees. */
function pixels(type: string, bytes: number[]): Promise<{ size: number[]; data: number[] }> {
  return page.evaluate(
    async ({ type, bytes }) => {
      const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type }));
      const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
      context?.drawImage(picture, 0, 0);
      const data = context?.getImageData(0, 0, picture.width, picture.height).data ?? [];
      return { size: [picture.width, picture.height], data: [...data] };
    },
    { type, bytes },
  );
}

/** A picture with its prompt inside, read as the store gives it, in pieces of this many bytes. */
async function written(bytes: number[], piece: number): Promise<number[]> {
  const stored = {
    size: bytes.length,
    async *chunks() {
      for (let from = 0; from < bytes.length; from += piece)
        yield new Uint8Array(bytes.slice(from, from + piece));
    },
  };
  const all: number[] = [];
  const { size, chunks } = await withXmp(stored, PACKET);
  for await (const chunk of chunks()) all.push(...chunk);
  expect(all).toHaveLength(size);
  return all;
}

test.each([
  ["image/png", 1, 1],
  ["image/jpeg", 1, 0.8],
  // Lossy, with transparency, lossless: three kinds of header.
  ["image/webp", 1, 0.8],
  ["image/webp", 0.5, 0.8],
  ["image/webp", 0.5, 1],
])(
  "a browser shows the same %s (opacity %d, quality %d), and another program finds prompt, model and seed",
  async (type, alpha, quality) => {
    for (const width of [7, 8, 300]) {
      const before = await painted(type, alpha, quality, width);
      for (const piece of [1, 50, 100_000]) {
        const after = await written(before, piece);
        expect(await pixels(type, after)).toEqual(await pixels(type, before));
        const tags = ExifReader.load(new Uint8Array(after).buffer);
        expect(tags.description?.description).toBe('A "castle" & <moat>, 一座山 😀 ');
        expect(tags.CreatorTool?.value).toBe("Flux AI, FLUX.1 [schnell], seed 4294967295");
      }
    }
  },
);

test("bytes that are no picture are passed on as they are", async () => {
  for (const length of [0, 1, 40, 200]) {
    const noise = Array.from({ length }, (_, index) => (index * 7) % 256);
    expect(await written(noise, 16)).toEqual(noise);
  }
});
