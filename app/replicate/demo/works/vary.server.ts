import type { Pixels } from "~/platform/codecs.server";
import { fractal2, hash2, smoothstep } from "../painter/noise.server";
import { paintPixels } from "../painter/pixels.server";
import type { Scene } from "../painter/scene.server";
import type { Time } from "../painter/vocabulary.server";
import { lendColours } from "./lend-colours.server";
import { addColour, fieldOf, valueAt } from "./sample.server";

/** From this strength on the picture is painted anew, and only its mood stays. */
const PAINTED_ANEW = 0.75;
/** From this strength on the picture is seen in another light, and may be turned about. */
const IN_ANOTHER_LIGHT = 0.45;
/** How far forms are moved at most, as a share of the shorter side; the slower the noise, the less they look melted. */
const LARGEST_SHIFT = 0.13;
const WAVES = 1.4;

/** Varies a picture; `strength`, 0 to 1, is Replicate's share of the picture that is made anew. */
export function vary(picture: Pixels, scene: Scene, strength: number): Pixels {
  if (strength < PAINTED_ANEW) return relit(bent(picture, scene.seed, strength), scene, strength);
  const anew = paintPixels(scene, [picture.width, picture.height]);
  return lendColours(anew, [picture], Math.min(1, (1 - strength) * 3));
}

function bent(picture: Pixels, seed: number, strength: number): Pixels {
  const { width, height } = picture;
  const unit = Math.min(width, height);
  const most = unit * LARGEST_SHIFT * (strength / PAINTED_ANEW) * 2;
  const isFlipped = strength >= IN_ANOTHER_LIGHT && hash2(seed, 1, 0) < 0.5;
  const noise = (salt: number) =>
    fieldOf(
      width,
      height,
      (x, y) => (fractal2((x / unit) * WAVES, (y / unit) * WAVES, 2, seed + salt) - 0.5) * most,
    );
  const [across, down] = [noise(1), noise(99)];
  // Nothing from beyond an edge is known, so the edges stay where they are.
  const calm = (place: number, length: number) =>
    smoothstep(0, unit * 0.15, Math.min(place, length - 1 - place));
  const calmAcross = Float32Array.from({ length: width }, (_, x) => calm(x, width));
  const data = new Uint8ClampedArray(picture.data.length);
  for (let y = 0; y < height; y++) {
    const calmDown = calm(y, height);
    for (let x = 0; x < width; x++) {
      const column = x + valueAt(across, x, y) * (calmAcross[x] ?? 0);
      const line = y + valueAt(down, x, y) * calmDown;
      addColour(data, (y * width + x) * 4, picture, isFlipped ? width - 1 - column : column, line);
    }
  }
  return { data, width, height };
}

const OTHER_HOURS: Record<Time, Time> = {
  dawn: "day",
  day: "dawn",
  sunset: "dusk",
  dusk: "sunset",
  night: "dusk",
};

/** Lends the picture some of the colours of what would be painted anew. */
function relit(picture: Pixels, scene: Scene, strength: number): Pixels {
  const isAtAnotherHour = strength >= IN_ANOTHER_LIGHT;
  const anew = paintPixels(isAtAnotherHour ? { ...scene, time: OTHER_HOURS[scene.time] } : scene, [256, 256]);
  return lendColours(picture, [anew], isAtAnotherHour ? 0.6 : strength * 0.55);
}
