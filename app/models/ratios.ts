/** Every ratio that a model takes, with the size in pixels of a picture of about one megapixel. */
export const SIZES = {
  "1:1": [1024, 1024],
  "16:9": [1344, 768],
  "21:9": [1536, 640],
  "3:2": [1216, 832],
  "4:3": [1152, 896],
  "5:4": [1088, 896],
  "4:5": [896, 1088],
  "3:4": [896, 1152],
  "2:3": [832, 1216],
  "9:16": [768, 1344],
  "9:21": [640, 1536],
} as const satisfies Record<string, readonly [width: number, height: number]>;

/** Replicate's name for the ratio of the picture that is to be changed. */
export const SAME_RATIO = "match_input_image";

export type Ratio = keyof typeof SIZES | typeof SAME_RATIO;
export const RATIOS = Object.keys(SIZES) as (keyof typeof SIZES)[];
export const DEFAULT_RATIO = "1:1" satisfies Ratio;
export const ALL_RATIOS: Ratio[] = [SAME_RATIO, ...RATIOS];

/** The size of a picture to come, in pixels; a square stands in for `SAME_RATIO`, whose size is not known beforehand. */
export function sizeOf(ratio: Ratio): readonly [width: number, height: number] {
  return SIZES[ratio === SAME_RATIO ? "1:1" : ratio];
}

/** The ratio closest to a picture's form; a picture that a visitor brought may have any. */
export function nearestRatio(
  width: number,
  height: number,
  among: readonly Ratio[] = RATIOS,
): keyof typeof SIZES {
  const distance = (ratio: keyof typeof SIZES) =>
    Math.abs(Math.log((SIZES[ratio][0] / SIZES[ratio][1]) * (height / width)));
  return RATIOS.filter((ratio) => among.includes(ratio)).reduce(
    (best, ratio) => (distance(ratio) < distance(best) ? ratio : best),
    DEFAULT_RATIO,
  );
}
