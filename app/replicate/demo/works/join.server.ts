import type { Pixels } from "~/platform/codecs.server";
import { resizeTo } from "~/platform/pixels/resized.server";
import { clamp, smoothstep } from "../painter/noise.server";
import { cutOut } from "./cut-out.server";
import { lendColours } from "./lend-colours.server";
import { findSubject } from "./subject/find-subject.server";
import { type Mask, shareOf } from "./subject/mask.server";

/** How much of the first picture's tones become those of pictures whose colours it was asked to take. */
const LENT = 0.75;
/** A picture in which so much stands out is a scene, whose colours are lent, and no subject to be put somewhere. */
const LARGEST_SUBJECT = 0.5;
/** Where others' subjects may stand, as a share of the width; the one is taken that hides least. */
const PLACES = [0.68, 0.3, 0.86, 0.14, 0.5];
const NEVER = 1e9;
const FOOT = 0.94;
/** How tall and how wide a subject may become, as a share of the picture. */
const TALL = 0.4;
const WIDE = 0.36;

/** Uses other pictures in the first: what they show is put into it, or their colours are lent. */
export async function joined(first: Pixels, others: Pixels[], takesColours: boolean): Promise<Pixels> {
  const subjects: Pixels[] = [];
  const moods: Pixels[] = [];
  for (const other of others) {
    const mask = takesColours ? null : await findSubject(other);
    if (mask && shareOf(mask) < LARGEST_SUBJECT) subjects.push(trimmed(await cutOut(other, true)));
    else moods.push(other);
  }
  const picture = moods.length > 0 ? lendColours(first, moods, takesColours ? LENT : LENT / 2) : first;
  const together = { ...picture, data: picture.data.slice() };
  const mask = await findSubject(first);
  const taken: number[] = [];
  for (const subject of subjects) {
    const place = freest(mask, taken);
    taken.push(place);
    await put(together, subject, place);
  }
  return together;
}

/** The place where the least of what the picture shows would be hidden, and nothing that was put there before. */
function freest(mask: Mask | null, taken: number[]): number {
  const hides = (place: number) => {
    const isNear = (other: number) => Math.abs(other - place) < WIDE / 2;
    const shown =
      mask?.on.reduce((sum, one, i) => sum + (isNear((i % mask.width) / mask.width) ? one : 0), 0) ?? 0;
    return shown + taken.filter((other) => Math.abs(other - place) < WIDE).length * NEVER;
  };
  return PLACES.reduce((best, place) => (hides(place) < hides(best) ? place : best));
}

async function put(into: Pixels, subject: Pixels, place: number) {
  const scale = Math.min((into.height * TALL) / subject.height, (into.width * WIDE) / subject.width);
  const size = {
    width: Math.max(1, Math.round(subject.width * scale)),
    height: Math.max(1, Math.round(subject.height * scale)),
  };
  const { data, width, height } = resizeTo(size, subject);
  const left = Math.round(clamp(into.width * place - width / 2, 0, into.width - width));
  const top = Math.round(into.height * FOOT - height);
  shade(into, left + width / 2, top + height, width * 0.6);
  for (let y = Math.max(0, -top); y < height; y++)
    for (let x = 0; x < width; x++) {
      const [from, at] = [(y * width + x) * 4, ((y + top) * into.width + x + left) * 4];
      const alpha = (data[from + 3] ?? 0) / 255;
      for (let part = 0; part < 3; part++)
        into.data[at + part] = (into.data[at + part] ?? 0) * (1 - alpha) + (data[from + part] ?? 0) * alpha;
    }
}

/** Darkens the ground under what stands on it. */
function shade({ data, width, height }: Pixels, cx: number, cy: number, radius: number) {
  for (let y = Math.max(0, Math.floor(cy - radius * 0.3)); y < Math.min(height, cy + radius * 0.3); y++)
    for (let x = Math.max(0, Math.floor(cx - radius)); x < Math.min(width, cx + radius); x++) {
      const away = Math.hypot((x - cx) / radius, (y - cy) / radius / 0.3);
      const dim = 1 - 0.55 * smoothstep(1, 0.2, away);
      const at = (y * width + x) * 4;
      for (let part = 0; part < 3; part++) data[at + part] = (data[at + part] ?? 0) * dim;
    }
}

/** The part of a picture that is not transparent. */
function trimmed(picture: Pixels): Pixels {
  let [left, top, right, bottom] = [picture.width, picture.height, 0, 0];
  for (let i = 0; i < picture.width * picture.height; i++) {
    if ((picture.data[i * 4 + 3] ?? 0) < 32) continue;
    const [x, y] = [i % picture.width, Math.floor(i / picture.width)];
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x + 1),
      Math.max(bottom, y + 1),
    ];
  }
  if (right <= left) return picture;
  const [width, height] = [right - left, bottom - top];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = ((y + top) * picture.width + left) * 4;
    data.set(picture.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { data, width, height };
}
