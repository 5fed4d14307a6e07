import type { Pixels } from "~/platform/codecs.server";

/** Light, blue against it, and red against it: a change of one leaves the others. */
type Tone = [number, number, number];

type Moments = { mean: Tone; spread: Tone };

/** Every so many pixels are looked at. */
const APART = 7;
/** A narrow range of tones is widened no more than this. */
const MOST_WIDENED = 1.8;

/** Gives a picture the mood of others: its tones get their mean and spread, after Reinhard; `share` is 0 to 1. */
export function lendColours(to: Pixels, from: Pixels[], share: number): Pixels {
  const [own, wanted] = [momentsOf([to]), momentsOf(from)];
  const data = new Uint8ClampedArray(to.data.length);
  for (let at = 0; at < data.length; at += 4) {
    const tone = toneOf(to.data, at);
    for (let i = 0; i < 3; i++) {
      const widened = Math.min((wanted.spread[i] ?? 1) / (own.spread[i] || 1), MOST_WIDENED);
      const lent = ((tone[i] ?? 0) - (own.mean[i] ?? 0)) * widened + (wanted.mean[i] ?? 0);
      tone[i] = (tone[i] ?? 0) * (1 - share) + lent * share;
    }
    const [light, blue, red] = tone;
    data[at] = light + 1.402 * red;
    data[at + 1] = light - 0.344 * blue - 0.714 * red;
    data[at + 2] = light + 1.772 * blue;
    data[at + 3] = to.data[at + 3] ?? 255;
  }
  return { ...to, data };
}

function toneOf(data: ArrayLike<number>, at: number): Tone {
  const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  const light = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [light, (blue - light) / 1.772, (red - light) / 1.402];
}

function momentsOf(pictures: Pixels[]): Moments {
  const [sum, squares]: [Tone, Tone] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  let count = 0;
  for (const { data } of pictures)
    for (let at = 0; at < data.length; at += 4 * APART, count++)
      for (const [i, part] of toneOf(data, at).entries()) {
        sum[i] = (sum[i] ?? 0) + part;
        squares[i] = (squares[i] ?? 0) + part * part;
      }
  const mean = sum.map((part) => part / count) as Tone;
  return {
    mean,
    spread: squares.map((part, i) => Math.sqrt(Math.max(part / count - (mean[i] ?? 0) ** 2, 0))) as Tone,
  };
}
