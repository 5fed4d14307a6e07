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

/** The ratio of the picture that is to be changed. */
export const SAME_RATIO = "match_input_image";

export type Ratio = keyof typeof SIZES | typeof SAME_RATIO;
const RATIOS = Object.keys(SIZES) as (keyof typeof SIZES)[];
export const DEFAULT_RATIO = "1:1" satisfies Ratio;
export const ALL_RATIOS: Ratio[] = [SAME_RATIO, ...RATIOS];

/** In pixels; for a picture that is to be changed it is not known before. */
export function sizeOf(ratio: Ratio): readonly [width: number, height: number] {
  return SIZES[ratio === SAME_RATIO ? "1:1" : ratio];
}

/** Of the ratios there are, the one whose form is closest to that of a picture, which may be anybody's. */
export function nearestRatio(width: number, height: number): keyof typeof SIZES {
  const distance = (ratio: keyof typeof SIZES) =>
    Math.abs(Math.log((SIZES[ratio][0] / SIZES[ratio][1]) * (height / width)));
  return RATIOS.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best), DEFAULT_RATIO);
}

export type ModelKey = "schnell" | "dev" | "pro" | "kontext" | "flux2";

export type Model = {
  key: ModelKey;
  /** Replicate's `owner/name`. */
  id: string;
  name: string;
  /** In whole credits, for one picture. */
  price: number;
  /** Where the price comes from: what Replicate asks for one picture, in US dollars. A credit stands for $0.003. */
  dollars: number;
  /** The first is the one that is chosen for the visitor. */
  ratios: Ratio[];
  /** Whether it changes a picture that the visitor brings. */
  picture: "none" | "optional" | "required";
  /** Whether it has a fast path, which is off for a seed that the visitor fixed. */
  hasFastPath: boolean;
  /** How closely it keeps to the prompt, and how many steps it takes: whether the visitor may say. */
  hasGuidance: boolean;
  hasSteps: boolean;
  /** Whether it can be asked to elaborate the prompt. */
  hasUpsampling: boolean;
};

const PLAIN = {
  ratios: RATIOS,
  picture: "none",
  hasFastPath: false,
  hasGuidance: false,
  hasSteps: false,
  hasUpsampling: false,
} as const satisfies Partial<Model>;

/** All that may be ordered: names, prices and fields of the form, the debit and the pages come from here. */
export const MODELS: Record<ModelKey, Model> = {
  schnell: {
    ...PLAIN,
    key: "schnell",
    id: "black-forest-labs/flux-schnell",
    name: "FLUX.1 [schnell]",
    price: 1,
    dollars: 0.003,
    hasFastPath: true,
  },
  dev: {
    ...PLAIN,
    key: "dev",
    id: "black-forest-labs/flux-dev",
    name: "FLUX.1 [dev]",
    price: 8,
    dollars: 0.025,
    hasFastPath: true,
    hasGuidance: true,
    hasSteps: true,
  },
  pro: {
    ...PLAIN,
    key: "pro",
    id: "black-forest-labs/flux-1.1-pro",
    name: "FLUX1.1 [pro]",
    price: 13,
    dollars: 0.04,
    ratios: RATIOS.filter((ratio) => ratio !== "21:9" && ratio !== "9:21"),
    hasUpsampling: true,
  },
  kontext: {
    ...PLAIN,
    key: "kontext",
    id: "black-forest-labs/flux-kontext-pro",
    name: "FLUX.1 Kontext [pro]",
    price: 13,
    dollars: 0.04,
    ratios: ALL_RATIOS,
    picture: "required",
  },
  flux2: {
    ...PLAIN,
    key: "flux2",
    id: "black-forest-labs/flux-2-pro",
    name: "FLUX.2 [pro]",
    price: 15,
    // By the megapixel: one comes out, and up to one goes in.
    dollars: 0.045,
    picture: "optional",
  },
};

export const MODEL_KEYS = Object.keys(MODELS) as ModelKey[];
export const DEFAULT_MODEL = MODELS.schnell;

/** The model of that key, or the one that is chosen for the visitor. */
export function modelOf(key: string | null | undefined): Model {
  return Object.values(MODELS).find((model) => model.key === key) ?? DEFAULT_MODEL;
}

/** Undefined for one that is not offered any more. */
export function modelById(id: string): Model | undefined {
  return Object.values(MODELS).find((model) => model.id === id);
}

export function modelName(id: string): string {
  return modelById(id)?.name ?? id;
}
