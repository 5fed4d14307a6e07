import { clamp } from "./painter/noise.server";
import { SIZES as FLUX_SIZES } from "./painter/scene.server";
import type { Size } from "./works/scaled.server";

export type SizeTable = Readonly<Record<string, Size>>;

const bothWays = (sizes: SizeTable): SizeTable => ({
  ...sizes,
  ...Object.fromEntries(
    Object.entries(sizes).map(([ratio, [w, h]]) => [ratio.split(":").reverse().join(":"), [h, w]]),
  ),
});

/** As Qwen's own page has them. */
export const QWEN_SIZES = bothWays({
  "1:1": [1328, 1328],
  "16:9": [1664, 928],
  "4:3": [1472, 1104],
  "3:2": [1584, 1056],
});

/** As Google's page on Gemini's pictures has them. */
export const NANO_BANANA_SIZES = bothWays({
  "1:1": [1024, 1024],
  "16:9": [1344, 768],
  "3:2": [1248, 832],
  "4:3": [1184, 864],
  "5:4": [1152, 896],
  "21:9": [1536, 672],
});

/** As ByteDance's page has them for 1K, where 2K and 4K have two and four times the side. */
export const SEEDREAM_SIZES = bothWays({
  "1:1": [1024, 1024],
  "16:9": [1280, 720],
  "4:3": [1152, 864],
  "3:2": [1248, 832],
  "21:9": [1512, 648],
});

const MEGAPIXEL = 1024 * 1024;
const WIDEST = 21 / 9;
/** The sides of a picture are multiples of this many pixels, as those of FLUX are. */
const STEP = 16;
/** FLUX's sizes at one megapixel are multiples of twice as many, and so are those that match a picture. */
const COARSE_STEP = 32;
const LARGEST_MATCHED_MP = 4;

/** The value that stands for the ratio, or the resolution, of the picture that is to be changed. */
export const SAME_RATIO = "match_input_image";

/** The fields by which models take a size. */
export type SizeFields = {
  aspect_ratio?: string;
  width?: number;
  height?: number;
  megapixels?: string;
  output_megapixels?: string;
  resolution?: string;
  size?: string;
};

/** The size of the picture to come, in pixels; `first` is the size of the picture that is to be changed, where there is one. */
export function sizeOf(input: SizeFields, sizes: SizeTable = FLUX_SIZES, first?: Size): Size {
  const { aspect_ratio: ratio = "1:1", width, height } = input;
  if ((ratio === "custom" || input.size === "custom") && width && height) return [width, height];
  const factor = Math.sqrt(megapixelsOf(input, first));
  const listed = sizes[ratio];
  const [w, h] = listed ?? (first ? matched(first) : (sizes["1:1"] ?? [1024, 1024]));
  return factor === 1 ? [w, h] : [fitted(w * factor), fitted(h * factor)];
}

const SIDES: Record<string, number> = { "1K": 1, "2K": 4, "4K": 16 };

function megapixelsOf({ megapixels, output_megapixels, resolution, size }: SizeFields, first?: Size): number {
  if (size) return SIDES[size] ?? 4;
  if (resolution === SAME_RATIO)
    return first ? clamp((first[0] * first[1]) / MEGAPIXEL, 0.25, LARGEST_MATCHED_MP) : 1;
  return Number.parseFloat(output_megapixels ?? megapixels ?? resolution ?? "1") || 1;
}

function matched([width, height]: Size): Size {
  const ratio = clamp(width / height, 1 / WIDEST, WIDEST);
  const side = (length: number) => Math.round(length / COARSE_STEP) * COARSE_STEP;
  return [side(Math.sqrt(MEGAPIXEL * ratio)), side(Math.sqrt(MEGAPIXEL / ratio))];
}

const fitted = (length: number) => Math.floor(length / STEP) * STEP;
