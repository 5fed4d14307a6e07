import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPicture } from "~/platform/formats/read-picture.server";
import { type App, startApp, startBrowser } from "./app";
import { servePretendReplicate } from "./pretend-replicate-server";
import { Visitor } from "./visitor";

let app: App;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  app = await startApp({ ...replicate.vars, RESULT_CACHE_HOURS: "0", SIGNUP_CREDITS: "300" });
  browser = await startBrowser();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  replicate?.stop();
});

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

/** The size in which the browser shows a whole picture; null when it does not show it. */
async function shownSize(bytes: Uint8Array): Promise<[number, number] | null> {
  return page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([data]));
    const isShown = await image.decode().then(
      () => true,
      () => false,
    );
    return isShown ? [image.naturalWidth, image.naturalHeight] : null;
  }, Buffer.from(bytes).toString("base64"));
}

async function bring(visitor: Visitor, bytes: Uint8Array<ArrayBuffer>, prompt = "Kept words") {
  const form = new FormData();
  const sent = { id: await visitor.formId(), model: "kontext", price: "13", prompt, ratio: "1:1" };
  for (const [name, value] of Object.entries(sent)) form.append(name, value);
  form.append("picture", new File([bytes], "mine.png"));
  return visitor.request("/?index", { method: "POST", headers: { Origin: app.url.origin }, body: form });
}

async function aMember(): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.join();
  return visitor;
}

describe("what somebody brings", () => {
  test.each([
    ["jpeg-no-eoi.jpg", 96, 64],
    ["jpeg-no-eoi-then-trailer.jpg", 96, 64],
    ["jpeg-zeros-before-marker.jpg", 96, 64],
    ["jpeg-short-app1.jpg", 96, 64],
    ["jpeg-app14-with-name.jpg", 96, 64],
    ["png-text-wrong-crc.png", 96, 64],
    ["png-gama-with-name.png", 96, 64],
    ["webp-riff-size-too-big.webp", 64, 64],
    ["webp-riff-size-zero.webp", 64, 64],
    ["png-orientation-6.png", 64, 96],
    ["webp-orientation-6.webp", 64, 96],
  ])(
    "F10, F12: %s is taken, and what is sent on is shown by a browser in its size",
    async (name, ...size) => {
      const visitor = await aMember();
      const response = await bring(visitor, fixture(name));
      expect(response.status).toBe(303);
      const html = await visitor.html(response.headers.get("Location") ?? "");
      const kept = await visitor.get(html.match(/src="(\/inputs\/[^"]+)"/)?.[1] ?? "");
      const bytes = new Uint8Array(await kept.arrayBuffer());
      expect(await shownSize(bytes)).toEqual(size);
      expect(kept.headers.get("Content-Type")).toBe(
        `image/${name.match(/orientation|webp/) ? "webp" : name.match(/png|jpeg/)?.[0]}`,
      );
      expect(replicate.pretend.mistakes).toEqual([]);
    },
  );

  test.each([
    ["png-width-zero.png", "The picture is damaged. Choose another."],
    ["jpeg-height-zero.jpg", "The picture is damaged. Choose another."],
    ["jpeg-height-zero-dnl.jpg", "The picture is damaged. Choose another."],
    ["webp-animated.webp", "This picture moves. Choose a still one."],
  ])("F6, F13: %s is answered beside the form, with the words kept", async (name, words) => {
    const response = await bring(await aMember(), fixture(name));
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain(words);
    expect(html).toContain(">Kept words</textarea>");
  });

  test("F14: a form that fails ten times keeps one picture", async () => {
    const visitor = await aMember();
    const shown = new Set<string>();
    for (let time = 0; time < 10; time++) {
      const html = await (await bring(visitor, fixture("base.png"), "")).text();
      shown.add(html.match(/src="(\/inputs\/[^"]+)"/)?.[1] ?? "none");
    }
    expect([...shown]).toEqual([expect.stringMatching(/^\/inputs\//)]);
  });
});

test("F28: a shared picture's og:image is a JPEG of the size and type that the page tells", async () => {
  const visitor = await aMember();
  const { bytes } = { bytes: fixture("webp-riff-size-zero.webp") };
  new DataView(bytes.buffer).setUint32(4, bytes.length - 8, true);
  replicate.pretend.onDownload = () => new Response(bytes);
  const made = (await visitor.generate({ prompt: "Seen elsewhere" })).headers.get("Location") ?? "";
  await visitor.post(`${made}/share`, { do: "make" });
  const link = (await visitor.html(made)).match(/\/s\/[\w-]{22}/)?.[0] ?? "";
  const nobody = new Visitor(app);
  const html = await nobody.html(link);
  const said = (name: string) =>
    html.match(new RegExp(`<meta property="og:image${name}" content="([^"]+)"`))?.[1];
  const preview = await nobody.get(new URL(said("") ?? "").pathname);
  const jpeg = new Uint8Array(await preview.arrayBuffer());
  expect([said(":type"), said(":width"), said(":height")]).toEqual(["image/jpeg", "64", "64"]);
  expect(preview.headers.get("Content-Type")).toBe("image/jpeg");
  expect(preview.headers.get("Cache-Control")).toBe("public, max-age=60");
  expect(await shownSize(jpeg)).toEqual([64, 64]);
  expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect((await nobody.get(`${link}/image`)).headers.get("Content-Type")).toBe("image/webp");
  await visitor.post(`${made}/share`, { do: "revoke" });
  expect((await nobody.get(new URL(said("") ?? "").pathname)).status).toBe(404);
});

describe("F10: the browser is the judge", () => {
  const jpeg = Buffer.from(fixture("base.jpg"));
  const png = Buffer.from(fixture("base.png"));
  const both = Buffer.concat;
  const segment = (marker: number, text: string) =>
    both([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, "latin1")]);
  const chunk = (name: string, content: Buffer) => {
    const whole = both([Buffer.alloc(4), Buffer.from(name), content, Buffer.alloc(4)]);
    whole.writeUInt32BE(content.length);
    whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
    return whole;
  };
  const afterJfif = (...parts: Buffer[]) => both([jpeg.subarray(0, 20), ...parts, jpeg.subarray(20)]);
  const afterHead = (...parts: Buffer[]) => both([png.subarray(0, 33), ...parts, png.subarray(33)]);
  const garbled = (file: Buffer, at: number) => {
    const other = Buffer.from(file);
    other[at] = (other[at] ?? 0) ^ 0x55;
    return other;
  };
  const corpus: Buffer[] = [
    ...["\0\0\0", "stray", "\xff\xff", "\xff\0"].map((text) => afterJfif(Buffer.from(text, "latin1"))),
    ...["", "Exif\0\0", "Exif\0\0II*\0\xff\xff\xff\xff", "http://ns.adobe.com/xap/1.0/\0<x"].map((text) =>
      afterJfif(segment(0xe1, text)),
    ),
    ...[0xe0, 0xe2, 0xed, 0xee, 0xef, 0xfe, 0xf0, 0xdc].map((marker) => afterJfif(segment(marker, "Adobe"))),
    ...[0, 1].map((length) => afterJfif(Buffer.from([0xff, 0xe5, 0, length]))),
    ...[1, 2, 3, 40].map((bytes) => jpeg.subarray(0, -bytes)),
    both([jpeg, Buffer.from("behind its end")]),
    ...[
      "gAMA",
      "cHRM",
      "sRGB",
      "iCCP",
      "bKGD",
      "tRNS",
      "sBIT",
      "pHYs",
      "cICP",
      "eXIf",
      "tIME",
      "iTXt",
      "abCd",
      "PLTE",
    ].flatMap((name) => [0, 1, 3, 4, 6, 33].map((length) => afterHead(chunk(name, Buffer.alloc(length, 1))))),
    ...["gAMA", "tEXt", "eXIf", "iCCP"].map((name) => afterHead(garbled(chunk(name, Buffer.alloc(4)), 13))),
    ...[2, 8, 12].map((bytes) => png.subarray(0, -bytes)),
    both([png, Buffer.from("behind its end")]),
    // A byte anywhere in front of the data.
    ...Array.from({ length: 160 }, (_, at) => garbled(jpeg, 2 + at)),
    ...Array.from({ length: 100 }, (_, at) => garbled(png, 8 + at)),
  ];

  test("F10: whatever it shows is taken, and what is kept of it is shown in the same size", async () => {
    const refused: string[] = [];
    let taken = 0;
    for (const [index, file] of corpus.entries()) {
      const [shown, read] = [await shownSize(file), readPicture(file)];
      if (read.kind !== "picture") {
        if (shown) refused.push(`${index}: ${read.kind}`);
        continue;
      }
      taken++;
      const kept = await shownSize(both(read.bare));
      if (kept) expect(kept, String(index)).toEqual(shown ?? kept);
      if (shown) expect([kept, [read.width, read.height]], String(index)).toEqual([shown, shown]);
    }
    expect(refused).toEqual([]);
    expect(taken).toBeGreaterThan(150);
  });
});
