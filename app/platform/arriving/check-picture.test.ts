import { expect, test } from "vitest";
import { fixture, PICTURE_FIXTURES } from "../../../test/fixtures";
import { withMetadata } from "../../../test/metadata";
import { encoded, varied } from "../../../test/real-pictures";
import { encodeJpeg } from "../codecs.server";
import { readPicture } from "../formats/read-picture.server";
import { Bytes } from "./bytes.server";
import { checkPicture } from "./check-picture.server";

function* inPieces(file: Uint8Array, length: number) {
  for (let at = 0; at < file.length; at += length) yield file.subarray(at, at + length);
}

/** What a file is when it is read whole, in the words of who looks through it while it passes. */
function readWhole(file: Uint8Array) {
  const read = readPicture(file);
  if (read.kind !== "picture") return { kind: read.kind };
  const { type, width, height, isWhole } = read;
  return isWhole ? { kind: "whole", type, width, height } : { kind: "damaged" };
}

const MADE: [string, () => Promise<Uint8Array>][] = [
  ["PNG", async () => withMetadata("image/png", await encoded("image/png", varied(60, 40)))],
  ["WebP", async () => withMetadata("image/webp", await encoded("image/webp", varied(60, 40)))],
  ["progressive JPEG", async () => withMetadata("image/jpeg", await encoded("image/jpeg", varied(60, 40)))],
  ["JPEG", async () => new Uint8Array(await encodeJpeg(varied(60, 40), { quality: 80 }))],
];
const FOUND = PICTURE_FIXTURES.map((name): [string, () => Promise<Uint8Array>] => [
  name,
  async () => fixture(name),
]);

test.each([...MADE, ...FOUND])(
  "what passes is what it would be when it is read whole, cut off anywhere: %s",
  async (_, make) => {
    const file = await make();
    const steps = Math.max(1, Math.floor(file.length / 40));
    for (let end = file.length; end >= 0; end -= end > file.length - 14 ? 1 : steps)
      for (const length of [end % 5 === 0 ? 7 : 251, 100_000]) {
        const cut = file.subarray(0, end);
        const checked = await checkPicture(new Bytes(inPieces(cut, length)));
        expect(checked, `${end} of ${file.length} in pieces of ${length}`).toEqual(readWhole(cut));
      }
  },
);
