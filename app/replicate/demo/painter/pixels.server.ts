import { paintCity } from "./motifs/city.server";
import { paintDunes } from "./motifs/dunes.server";
import { paintFlowers } from "./motifs/flowers.server";
import { paintForest } from "./motifs/forest.server";
import type { Spot } from "./motifs/ground.server";
import { paintHills } from "./motifs/hills.server";
import { paintMountains } from "./motifs/mountains.server";
import { paintRibbons } from "./motifs/ribbons.server";
import { paintSea } from "./motifs/sea.server";
import { paintSpace } from "./motifs/space.server";
import type { Scene } from "./scene.server";
import { paintSky } from "./sky.server";
import { paintSubject } from "./subjects/subject.server";
import { openView, type View } from "./view.server";
import type { Motif } from "./vocabulary.server";
import { paintWeather } from "./weather.server";

export type Pixels = { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number };

const PAINTERS: Record<Motif, (view: View) => Spot> = {
  mountains: paintMountains,
  sea: paintSea,
  city: paintCity,
  forest: paintForest,
  dunes: paintDunes,
  space: paintSpace,
  flowers: paintFlowers,
  hills: paintHills,
  ribbons: paintRibbons,
};

const VIGNETTE = 0.2;
/** The width of the grain, in levels of 256: it hides the steps of a gradient, and costs few bytes. */
const GRAIN = 1.6;
const GRAINS = 8192;

/** Paints a scene; `size` is in pixels, and given when it is not that of the scene's ratio. */
export function paintPixels(scene: Scene, size?: readonly [number, number]): Pixels {
  const view = openView(scene, size);
  paintSubject(view, paintPlace(view));
  paintWeather(view);
  return develop(view);
}

export function paintPlace(view: View): Spot {
  paintSky(view);
  return PAINTERS[view.scene.motif](view);
}

/** Adds vignette and grain, and rounds the colours to bytes. */
export function develop({ canvas: { width, height, rgb }, random }: View): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  const grains = Float32Array.from({ length: GRAINS }, () => (random() - 0.5) * GRAIN);
  let from = 0;
  let to = 0;
  for (let y = 0; y < height; y++) {
    const down = 1 - VIGNETTE * 2 * (y / height - 0.5) ** 2;
    const shift = Math.floor(random() * GRAINS);
    for (let x = 0; x < width; x++) {
      const aside = x / width - 0.5;
      const dim = down - VIGNETTE * 2 * aside * aside;
      const grain = grains[(x + shift) & (GRAINS - 1)] ?? 0;
      data[to] = (rgb[from] ?? 0) * dim + grain;
      data[to + 1] = (rgb[from + 1] ?? 0) * dim + grain;
      data[to + 2] = (rgb[from + 2] ?? 0) * dim + grain;
      data[to + 3] = 255;
      from += 3;
      to += 4;
    }
  }
  return { data, width, height };
}
