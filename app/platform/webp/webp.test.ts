import { expect, test } from "vitest";
import { decodeWebpElsewhere, encodeWebpElsewhere } from "../../../test/other-webp";
import { noise, varied } from "../../../test/real-pictures";
import type { Pixels } from "../codecs.server";
import { lookAtWebp, webpOf } from "./webp.server";

/** Fades from left to right, with a hole. */
function faded(picture: Pixels): Pixels {
  const data = picture.data.slice();
  for (let at = 3; at < data.length; at += 4) {
    const [x, y] = [(at >> 2) % picture.width, Math.floor((at >> 2) / picture.width)];
    data[at] = x > 20 && x < 40 && y > 20 && y < 40 ? 0 : Math.round((x / picture.width) * 255);
  }
  return { ...picture, data };
}

const PICTURES = {
  varied: varied(333, 211),
  noisy: noise(97, 130),
  faded: faded(varied(300, 200)),
  tiny: varied(1, 1),
};

test("writes and reads what another build of libwebp does, byte for byte and pixel for pixel", async () => {
  for (const [name, { data, width, height }] of Object.entries(PICTURES))
    for (const [quality, method] of [
      [90, 1],
      [80, 2],
      [70, 4],
      [10, 4],
    ] as const) {
      const ours = new Uint8Array(webpOf({ data, width, height }, { quality, method }));
      const other = new Uint8Array(await encodeWebpElsewhere({ data, width, height }, { quality, method }));
      expect([name, quality, ours.length]).toEqual([name, quality, other.length]);
      expect(Buffer.compare(ours, other)).toBe(0);
      const pixels = await decodeWebpElsewhere(ours.buffer);
      lookAtWebp(ours, (seen) => {
        expect([seen.width, seen.height]).toEqual([width, height]);
        expect(Buffer.compare(seen.data, new Uint8Array(pixels.data))).toBe(0);
      });
    }
});

test("a file that is no WebP, or ends too soon, is an error, and the next one is read", () => {
  const { varied: picture } = PICTURES;
  const file = new Uint8Array(webpOf(picture, { quality: 80, method: 2 }));
  const size = () => lookAtWebp(file, ({ width, height }) => [width, height]);
  expect(() => lookAtWebp(new Uint8Array(40), () => null)).toThrow("no WebP");
  expect(() => lookAtWebp(file.subarray(0, 200), () => null)).toThrow("no WebP");
  expect(size()).toEqual([picture.width, picture.height]);
});
