import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { picturesAmong } from "~/downloads/pictures.server";
import { zipOf } from "~/downloads/zip.server";
import { startGeneration } from "~/generations/start.server";
import { decode } from "~/platform/codecs.server";
import { share, shareOf } from "~/shares/share.server";
import { openShared, openSharedPreview } from "~/shares/shared-picture.server";
import { partsBesideXmp, xmpIn } from "../../test/containers";
import { pngChunk, webpChunk, webpFile } from "../../test/metadata";
import { type ContentType, encoded, varied } from "../../test/real-pictures";
import { anAccount, anInput, anOrder, world } from "../../test/world";
import { openPicture, openThumbnail } from "./open.server";

const PROMPT = "A secret castle at dawn";
const TYPES: ContentType[] = ["image/png", "image/jpeg", "image/webp"];

/** A picture as another maker of pictures might write it: with the prompt in XMP, and where such makers put it beside. */
async function withPromptOfTheirs(type: ContentType): Promise<Uint8Array<ArrayBuffer>> {
  const file = Buffer.from(await encoded(type, varied(64, 48)));
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${PROMPT}</x:xmpmeta>`;
  const segment = (marker: number, content: string) => {
    const segment = Buffer.from(`\xff${String.fromCharCode(marker)}..${content}`, "latin1");
    segment.writeUInt16BE(segment.length - 2, 2);
    return segment;
  };
  const parts = {
    "image/png": () => [
      file.subarray(0, 33),
      pngChunk("iTXt", `XML:com.adobe.xmp\0\0\0\0\0${xmp}`),
      pngChunk("tEXt", `parameters\0${PROMPT}`),
      file.subarray(33),
    ],
    "image/jpeg": () => [
      file.subarray(0, 20),
      segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${xmp}`),
      segment(0xfe, PROMPT),
      file.subarray(20),
    ],
    "image/webp": () => {
      const head = Buffer.from([0x0c, 0, 0, 0, 63, 0, 0, 47, 0, 0]);
      return [
        webpFile([
          webpChunk("VP8X", head),
          file.subarray(12),
          webpChunk("EXIF", `MM\0*${PROMPT}`),
          webpChunk("XMP ", xmp),
        ]),
      ];
    },
  }[type]();
  return new Uint8Array(Buffer.concat(parts));
}

/** A made picture, and all the ways in which its bytes leave. */
async function made(type: ContentType, { from = "words" }: { from?: "words" | "picture" } = {}) {
  const using = world();
  const user = await anAccount(using, { credits: 100 });
  const bytes = await withPromptOfTheirs(type);
  using.pretend.onDownload = () => new Response(bytes);
  const input = from === "picture" ? await anInput(using, user) : null;
  const fields: Record<string, string> = input ? { model: "kontext" } : {};
  const order = anOrder({ prompt: PROMPT, ...fields }, input);
  await startGeneration(using, user, order);
  const whole = (path: string, init?: RequestInit) =>
    openPicture(using, user, order.id, new Request(`https://flux.example/images/${order.id}${path}`, init));
  const thumbnail = (init?: RequestInit) =>
    openThumbnail(using, user, order.id, new Request(`https://flux.example/${order.id}/thumbnail`, init));
  await share(using, user, order.id, { withPrompt: false, indexable: true });
  const token = (await shareOf(using, user, order.id))?.token ?? "";
  const shared = (open: typeof openShared) => (init?: RequestInit) =>
    open(using, token, new Request(`https://flux.example/s/${token}`, init));
  const zipped = async (prompt: boolean) => {
    const zip = zipOf(using, await picturesAmong(using, user, [order.id]), { prompt });
    const files = unzipSync(new Uint8Array(await new Response(zip).arrayBuffer()));
    return new Response(Object.values(files)[0] as Uint8Array<ArrayBuffer>);
  };
  return {
    ...{ using, bytes, id: order.id },
    served: {
      shown: (init?: RequestInit) => whole("", init),
      saved: (init?: RequestInit) => whole("?download", init),
      "prompt asked for, not to be saved": (init?: RequestInit) => whole("?prompt=1", init),
      "in place of a thumbnail": thumbnail,
      shared: shared(openShared),
      "previewed elsewhere": shared(openSharedPreview),
    },
    thumbnail,
    withPrompt: (init?: RequestInit) => whole("?download&prompt=1", init),
    zipped: { plain: () => zipped(false), withPrompt: () => zipped(true) },
  };
}

const bytesOf = async (answer: Response | null) => new Uint8Array((await answer?.arrayBuffer()) ?? []);

function aigcIn(xmp: string): Record<string, string> {
  return JSON.parse(xmp.match(/<TC260:AIGC>(.*)<\/TC260:AIGC>/)?.[1] ?? "{}");
}

function sourceIn(xmp: string): string | undefined {
  return xmp.match(/Iptc4xmpExt:DigitalSourceType="([^"]*)"/)?.[1];
}

const SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype";

async function expectMarked(file: Uint8Array, id: string): Promise<string> {
  const packets = xmpIn(file);
  expect(packets).toHaveLength(1);
  const [xmp = ""] = packets;
  expect(sourceIn(xmp)).toBe(`${SOURCES}/trainedAlgorithmicMedia`);
  expect(aigcIn(xmp)).toEqual({
    ...{ Label: "1", ContentProducer: "Flux AI", ProduceID: id, ReservedCode1: "" },
    ...{ ContentPropagator: "Flux AI", PropagateID: id, ReservedCode2: "" },
  });
  return xmp;
}

describe.each(TYPES)("a %s of which its maker says more than we do", (type) => {
  test("says at each address that AI made it, once, without the prompt, and looks the same", async () => {
    const { served, zipped, bytes, id } = await made(type);
    const { data } = await decode(type, (await encoded(type, varied(64, 48))).buffer);
    const pictures = (file: Uint8Array) =>
      partsBesideXmp(file).filter(({ name }) => ["IHDR", "IDAT", "da", "VP8 "].includes(name));
    for (const [name, open] of Object.entries({ ...served, zipped: zipped.plain })) {
      const file = await bytesOf(await open());
      await expectMarked(file, id);
      expect(Buffer.from(file).toString("latin1"), name).not.toContain("castle");
      // A preview is made for programs that know no other kind.
      if (name === "previewed elsewhere" && type !== "image/jpeg") continue;
      expect(pictures(file), name).toEqual(pictures(bytes));
      const shown = await decode(type, file.buffer);
      expect(Buffer.from(shown.data).equals(Buffer.from(data)), name).toBe(true);
    }
  });

  test("says the prompt, in the same packet, only in a file to be saved whose owner wants that", async () => {
    const { withPrompt, zipped, id } = await made(type);
    for (const open of [withPrompt, zipped.withPrompt]) {
      const file = await bytesOf(await open());
      expect(await expectMarked(file, id)).toContain(`>${PROMPT}</rdf:li>`);
      expect(Buffer.from(file).toString("latin1").split("castle")).toHaveLength(2);
    }
  });

  test("a thumbnail says it shortly", async () => {
    const { using, thumbnail, id } = await made(type);
    await using.afterwards();
    const file = await bytesOf(await thumbnail());
    const [xmp = ""] = xmpIn(file);
    expect(xmpIn(file)).toHaveLength(1);
    expect([sourceIn(xmp), aigcIn(xmp)]).toEqual([`${SOURCES}/trainedAlgorithmicMedia`, { Label: "1" }]);
    const stored = await bytesOf(new Response((await using.pictures.get(`thumbnails/${id}`))?.body));
    expect(partsBesideXmp(file)).toEqual(partsBesideXmp(stored));
    expect(file.length - stored.length).toBeLessThanOrEqual(540);
  });

  test("is as long as its headers say, to GET and HEAD, and is not sent again to who has it", async () => {
    const { using, served, thumbnail, withPrompt } = await made(type);
    await using.afterwards();
    const tags = new Set<string>();
    for (const [name, open] of Object.entries({ ...served, thumbnail, withPrompt })) {
      const [answer, head] = [await open(), await open({ method: "HEAD" })];
      const length = String((await bytesOf(answer)).length);
      for (const { headers } of [answer, head].filter((one) => one !== null)) {
        expect(headers.get("Content-Length"), name).toBe(length);
        expect(headers.get("ETag"), name).toBe(answer?.headers.get("ETag"));
      }
      const tag = answer?.headers.get("ETag") ?? "";
      tags.add(tag);
      for (const method of ["GET", "HEAD"]) {
        const known = (etag: string) => open({ method, headers: { "If-None-Match": etag } });
        for (const etag of [tag, `W/${tag}`, `"other", ${tag}`])
          expect((await known(etag))?.status).toBe(304);
        // Who has it from before it was marked, or marked otherwise, gets it again.
        for (const other of [`"${tag.slice(1, 33)}"`, `"${tag.slice(1, 33)}.00000000"`])
          expect((await known(other))?.status).toBe(200);
      }
    }
    expect(tags.size).toBe(type === "image/jpeg" ? 3 : 4);
  });

  test("made from a picture, it says so", async () => {
    const { using, served, thumbnail, withPrompt, zipped } = await made(type, { from: "picture" });
    await using.afterwards();
    for (const open of [...Object.values(served), thumbnail, withPrompt, ...Object.values(zipped)]) {
      const [xmp = ""] = xmpIn(await bytesOf(await open()));
      expect(sourceIn(xmp)).toBe(`${SOURCES}/compositeWithTrainedAlgorithmicMedia`);
    }
  });
});
