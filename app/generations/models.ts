/** Every ratio FLUX takes, with the size of the picture at one megapixel. */
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

export type Ratio = keyof typeof SIZES;
export const RATIOS = Object.keys(SIZES) as Ratio[];
export const DEFAULT_RATIO: Ratio = "1:1";

/** `price` is in credits; Replicate asks $0.003 a picture. */
export const FLUX_SCHNELL = {
  id: "black-forest-labs/flux-schnell",
  name: "FLUX.1 [schnell]",
  price: 1,
};

export const LONGEST_PROMPT = 1000;
/** The seeds of FLUX's random generator are unsigned 32-bit numbers. */
export const HIGHEST_SEED = 4_294_967_295;

export function modelName(id: string): string {
  return id === FLUX_SCHNELL.id ? FLUX_SCHNELL.name : id;
}
