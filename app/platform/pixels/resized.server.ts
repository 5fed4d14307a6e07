import type { Pixels } from "../codecs.server";
import { Averaging } from "./averaging.server";

type Size = { width: number; height: number };

/** The picture at another size: what becomes smaller is averaged, and what becomes larger is drawn between its pixels. */
export function resizeTo(to: Size, pixels: Pixels): Pixels {
  const { width, height } = pixels;
  const smaller = averagedTo(
    { width: Math.min(width, to.width), height: Math.min(height, to.height) },
    pixels,
  );
  return smaller.width === to.width && smaller.height === to.height ? smaller : stretchedTo(to, smaller);
}

/** The picture at a size that is no larger on either side. */
export function averagedTo(to: Size, pixels: Pixels): Pixels {
  const { data, width, height } = pixels;
  if (to.width === width && to.height === height) return pixels;
  const average = new Averaging({ width, height }, to);
  for (let y = 0; y < height; y++) average.take(data.subarray(y * width * 4, (y + 1) * width * 4));
  return average.pixels();
}

/** Each new pixel is a mixture of the four between whose middles it lies. */
function stretchedTo(to: Size, { data, width, height }: Pixels): Pixels {
  const stretched = new Uint8ClampedArray(to.width * to.height * 4);
  const across = placesOf(to.width, width);
  const down = placesOf(to.height, height);
  let at = 0;
  for (const { first: top, next: bottom, share: below } of down)
    for (const { first: left, next: right, share: beside } of across)
      for (let channel = 0; channel < 4; channel++) {
        const of = (y: number, x: number) => data[(y * width + x) * 4 + channel] ?? 0;
        const above = of(top, left) * (1 - beside) + of(top, right) * beside;
        const under = of(bottom, left) * (1 - beside) + of(bottom, right) * beside;
        stretched[at++] = above * (1 - below) + under * below;
      }
  return { data: stretched, ...to };
}

/** For each new place along a side: the two old ones that it lies between, and the share of the second. */
function placesOf(to: number, from: number): { first: number; next: number; share: number }[] {
  return Array.from({ length: to }, (_, index) => {
    const middle = Math.min(Math.max(((index + 0.5) * from) / to - 0.5, 0), from - 1);
    const first = Math.floor(middle);
    return { first, next: Math.min(first + 1, from - 1), share: middle - first };
  });
}
