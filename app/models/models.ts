/** Every ratio FLUX takes, with the size in pixels of a picture of about one megapixel. */
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
const RATIOS = Object.keys(SIZES) as (keyof typeof SIZES)[];
export const DEFAULT_RATIO = "1:1" satisfies Ratio;
export const ALL_RATIOS: Ratio[] = [SAME_RATIO, ...RATIOS];

/** The size of a picture to come, in pixels; a square stands in for `SAME_RATIO`, whose size is not known beforehand. */
export function sizeOf(ratio: Ratio): readonly [width: number, height: number] {
  return SIZES[ratio === SAME_RATIO ? "1:1" : ratio];
}

/** The ratio closest to a picture's form; a picture that a visitor brought may have any. */
export function nearestRatio(width: number, height: number): keyof typeof SIZES {
  const distance = (ratio: keyof typeof SIZES) =>
    Math.abs(Math.log((SIZES[ratio][0] / SIZES[ratio][1]) * (height / width)));
  return RATIOS.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best), DEFAULT_RATIO);
}

export type ModelKey = "schnell" | "dev" | "pro" | "kontext" | "flux2";

export type Model = {
  key: ModelKey;
  /** The model's `owner/name` at Replicate. */
  id: string;
  name: string;
  /** What one picture costs, in whole credits. */
  price: number;
  /** What Replicate asks for one picture, in US dollars. The price comes from it: a credit stands for about $0.003. */
  dollars: number;
  /** The ratios that the model takes; the first is chosen until the visitor chooses another. */
  ratios: Ratio[];
  /** Whether the model changes a picture that the visitor brings. */
  picture: "none" | "optional" | "required";
  /** Whether the model has a fast path, which is off for a seed that the visitor fixed. */
  hasFastPath: boolean;
  /** Whether the visitor may say how closely the model keeps to the prompt. */
  hasGuidance: boolean;
  hasSteps: boolean;
  /** Whether the model can be asked to elaborate the prompt. */
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

/** All models that may be ordered: the form's fields, the prices and names on pages, and the debit come from here. */
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
    // Replicate counts megapixels: one comes out, and up to one goes in.
    dollars: 0.045,
    picture: "optional",
  },
};

export const MODEL_KEYS = Object.keys(MODELS) as ModelKey[];
export const DEFAULT_MODEL = MODELS.schnell;

/** The model of that key, or the default one where there is none. */
export function modelOf(key: string | null | undefined): Model {
  return Object.values(MODELS).find((model) => model.key === key) ?? DEFAULT_MODEL;
}

/** The model with that id at Replicate; undefined for one that is not offered any more. */
export function modelById(id: string): Model | undefined {
  return Object.values(MODELS).find((model) => model.id === id);
}

export function modelName(id: string): string {
  return modelById(id)?.name ?? id;
}
