import type { Pixels } from "~/platform/codecs.server";
import { resizeTo } from "~/platform/pixels/resized.server";
import type { Canvas } from "../../painter/canvas.server";
import { skylineOf } from "../../painter/skyline.server";
import { grown, type Mask, maskOf, partsOf, shareOf } from "./mask.server";
import { partingLevel, saliencyOf } from "./saliency.server";

/** The longer side of the picture in which a subject is looked for. */
const LOOKED_AT_PX = 320;
/** A mask with a smaller or larger share of the picture than this shows no subject. */
const LEAST = 0.015;
const MOST = 0.7;
/** What stands out less than this, of 255, is part of the ground. */
const FAINTEST = 14;
/** A subject whose mean does not stand out by as much as this is none; the smaller it is, the more it has to. */
const CLEAREST = 29;
/** Gaps up to twice as wide are closed. */
const GAP_PX = 3;
/** A part that stands out this much less than the strongest belongs to the ground. */
const WEAKEST_PART = 0.35;
/** The share of the parting level that a subject has to reach: its thin parts stand out less than its middle. */
const GENEROSITY = 0.7;

/** What a picture shows, told from its ground, in a small mask; null when nothing stands out. */
export async function findSubject(picture: Pixels): Promise<Mask | null> {
  const small = resizeTo(smaller(picture), picture);
  const salient = saliencyOf(small);
  const level = Math.max(FAINTEST, partingLevel(salient) * GENEROSITY);
  const rough: Mask = { ...small, on: Uint8Array.from(salient, (value) => (value > level ? 1 : 0)) };
  const closed = grown(grown(rough, GAP_PX, 1), GAP_PX, 0);
  const parts = partsOf(closed, 1, salient);
  const strongest = parts[0]?.weight ?? 0;
  const subject = maskOf(
    small,
    parts.filter(({ weight }) => weight > strongest * WEAKEST_PART),
  );
  const whole = withoutHoles(subject);
  const share = shareOf(whole);
  const strength =
    salient.reduce((sum, value, i) => sum + value * (subject.on[i] ?? 0), 0) / (share * salient.length);
  return share >= LEAST && share <= MOST && strength * share ** 0.25 >= CLEAREST ? whole : null;
}

/** All below the sky, for a picture in which nothing stands out; or else its middle. */
export async function findGround(picture: Pixels): Promise<Mask> {
  const small = resizeTo(smaller(picture), picture);
  const { width, height, data } = small;
  const rgb = Float32Array.from(
    { length: width * height * 3 },
    (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)] ?? 0,
  );
  const canvas: Canvas = { width, height, rgb, cover: new Float32Array(0) };
  const skyline = skylineOf(canvas);
  const isOn = (x: number, y: number) =>
    skyline ? y > (skyline[x] ?? 0) : Math.hypot((x / width - 0.5) / 0.34, (y / height - 0.52) / 0.42) < 1;
  return {
    width,
    height,
    on: Uint8Array.from({ length: width * height }, (_, i) =>
      isOn(i % width, Math.floor(i / width)) ? 1 : 0,
    ),
  };
}

function smaller({ width, height }: Pixels): { width: number; height: number } {
  const share = Math.min(1, LOOKED_AT_PX / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}

function withoutHoles(mask: Mask): Mask {
  const ground = partsOf(mask, 0, new Float32Array(mask.on.length)).filter(({ touchesEdge }) => touchesEdge);
  const { on } = maskOf(mask, ground);
  return { ...mask, on: on.map((one) => 1 - one) };
}
