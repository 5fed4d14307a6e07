import type { Model, Size } from "./model";
import { RATIOS, type Ratio, SAME_RATIO } from "./ratios";

/** The facts are those of Replicate's model pages and schemas of April to September 2026. */

const NARROW: readonly Ratio[] = RATIOS.filter((ratio) => ratio !== "21:9" && ratio !== "9:21");
const WEBP = { output_format: "webp", output_quality: 80 };
/** The `safety_tolerance`: Replicate's default for text, and the most that Kontext allows with a picture. */
const TOLERANCE = { safety_tolerance: 2 };
const CHECKED = { disable_safety_checker: false };
const megapixels = (...all: [value: string, megapixels: number][]): Size[] =>
  all.map(([value, megapixels]) => ({ label: `${megapixels} MP`, value, megapixels }));
const sides = (...all: [value: string, megapixels: number][]): Size[] =>
  all.map(([value, megapixels]) => ({ label: value, value, megapixels }));

const WORDS = { isOffered: true, hasPrompt: true, hasSeed: true, readsChinese: false, deadlineSeconds: 300 };
const FLUX_1 = {
  ...WORDS,
  kind: "make",
  ratios: RATIOS,
  sizes: { name: "megapixels", usual: "1 MP", all: megapixels(["0.25", 0.25], ["1", 1]) },
  fastPath: { name: "go_fast" },
  fixed: { ...WEBP, ...CHECKED, num_outputs: 1 },
} as const satisfies Partial<Model>;
const FLUX_1_DEV = {
  ...FLUX_1,
  guidance: { name: "guidance", lowest: 0, highest: 10, usual: 3 },
  steps: { name: "num_inference_steps", lowest: 1, highest: 50, usual: 28 },
  strength: { name: "prompt_strength", usual: 0.8 },
  pictures: { name: "image", isList: false, most: 1, isRequired: false, megapixels: 1 },
  bills: { picture: 25_000 },
} as const satisfies Partial<Model>;
const KONTEXT = {
  ...WORDS,
  kind: "change",
  ratios: [SAME_RATIO, ...RATIOS],
  pictures: { name: "input_image", isList: false, most: 1, isRequired: true, megapixels: 1 },
  // Kontext gives no WebP, and a PNG would have ten times the bytes.
  fixed: { output_format: "jpg", ...TOLERANCE },
} as const satisfies Partial<Model>;
const FLUX_2 = {
  ...WORDS,
  kind: "make",
  readsChinese: true,
  ratios: [...NARROW, SAME_RATIO],
  sizes: {
    name: "resolution",
    usual: "1 MP",
    all: megapixels(["0.5 MP", 0.5], ["1 MP", 1], ["2 MP", 2], ["4 MP", 4]),
  },
  pictures: { name: "input_images", isList: true, most: 8, isRequired: false, megapixels: 1 },
  fixed: { ...WEBP, ...TOLERANCE },
} as const satisfies Partial<Model>;
const SEEDREAM = {
  ...WORDS,
  kind: "make",
  readsChinese: true,
  hasSeed: false,
  ratios: ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9", SAME_RATIO],
  // One picture an order: of several that come together each is billed.
  fixed: { sequential_image_generation: "disabled" },
} as const satisfies Partial<Model>;
const OF_A_PICTURE = {
  isOffered: true,
  hasPrompt: false,
  hasSeed: false,
  readsChinese: true,
  ratios: [],
  deadlineSeconds: 300,
} as const satisfies Partial<Model>;

const DATA = {
  klein: {
    ...WORDS,
    key: "klein",
    id: "black-forest-labs/flux-2-klein-4b",
    name: "FLUX.2 [klein] 4B",
    kind: "make",
    isFirst: true,
    readsChinese: true,
    ratios: [...RATIOS, SAME_RATIO],
    sizes: {
      name: "output_megapixels",
      usual: "1 MP",
      all: megapixels(["0.25", 0.25], ["0.5", 0.5], ["1", 1], ["2", 2], ["4", 4]),
    },
    // Replicate takes five, its maker says four.
    pictures: { name: "images", isList: true, most: 4, isRequired: false, megapixels: 1 },
    fixed: { ...WEBP, ...CHECKED, go_fast: false },
    bills: { megapixelOut: 1_000, megapixelIn: 1_000 },
  },
  schnell: {
    ...FLUX_1,
    key: "schnell",
    id: "black-forest-labs/flux-schnell",
    name: "FLUX.1 [schnell]",
    bills: { picture: 3_000 },
  },
  dev: {
    ...FLUX_1_DEV,
    key: "dev",
    id: "black-forest-labs/flux-dev",
    name: "FLUX.1 [dev]",
    isFirst: true,
  },
  krea: {
    ...FLUX_1_DEV,
    key: "krea",
    id: "black-forest-labs/flux-krea-dev",
    name: "FLUX.1 Krea [dev]",
  },
  pro: {
    ...WORDS,
    key: "pro",
    id: "black-forest-labs/flux-1.1-pro",
    name: "FLUX1.1 [pro]",
    kind: "make",
    ratios: NARROW,
    elaborate: { name: "prompt_upsampling" },
    fixed: { ...WEBP, ...TOLERANCE },
    bills: { picture: 40_000 },
  },
  flux2: {
    ...FLUX_2,
    key: "flux2",
    id: "black-forest-labs/flux-2-pro",
    name: "FLUX.2 [pro]",
    isFirst: true,
    bills: { run: 15_000, megapixelOut: 15_000, megapixelIn: 15_000 },
  },
  flux2max: {
    ...FLUX_2,
    key: "flux2max",
    id: "black-forest-labs/flux-2-max",
    name: "FLUX.2 [max]",
    bills: { run: 40_000, megapixelOut: 30_000, megapixelIn: 30_000 },
  },
  kontext: {
    ...KONTEXT,
    key: "kontext",
    id: "black-forest-labs/flux-kontext-pro",
    name: "FLUX.1 Kontext [pro]",
    isFirst: true,
    bills: { picture: 40_000 },
  },
  kontextmax: {
    ...KONTEXT,
    key: "kontextmax",
    id: "black-forest-labs/flux-kontext-max",
    name: "FLUX.1 Kontext [max]",
    bills: { picture: 80_000 },
  },
  nanobanana: {
    ...WORDS,
    key: "nanobanana",
    id: "google/nano-banana",
    name: "Nano Banana",
    kind: "make",
    readsChinese: true,
    hasSeed: false,
    ratios: ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", SAME_RATIO],
    // Its schema does not say how many it takes at most: three are what Google's own pages show.
    pictures: { name: "image_input", isList: true, most: 3, isRequired: false, megapixels: 1 },
    fixed: { output_format: "jpg" },
    bills: { picture: 39_000 },
  },
  seedream4: {
    ...SEEDREAM,
    key: "seedream4",
    id: "bytedance/seedream-4",
    name: "Seedream 4",
    sizes: { name: "size", usual: "2K", all: sides(["1K", 1], ["2K", 4], ["4K", 16]) },
    pictures: { name: "image_input", isList: true, most: 10, isRequired: false, megapixels: 1 },
    elaborate: { name: "enhance_prompt" },
    bills: { picture: 30_000 },
  },
  seedream45: {
    ...SEEDREAM,
    key: "seedream45",
    id: "bytedance/seedream-4.5",
    name: "Seedream 4.5",
    sizes: { name: "size", usual: "2K", all: sides(["2K", 4], ["4K", 16]) },
    pictures: { name: "image_input", isList: true, most: 10, isRequired: false, megapixels: 1 },
    fixed: { ...SEEDREAM.fixed, ...CHECKED },
    bills: { picture: 40_000 },
  },
  qwen: {
    ...WORDS,
    key: "qwen",
    id: "qwen/qwen-image",
    name: "Qwen Image",
    kind: "make",
    readsChinese: true,
    ratios: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"],
    guidance: { name: "guidance", lowest: 0, highest: 10, usual: 3 },
    steps: { name: "num_inference_steps", lowest: 1, highest: 50, usual: 30 },
    strength: { name: "strength", usual: 0.9 },
    elaborate: { name: "enhance_prompt" },
    fastPath: { name: "go_fast" },
    pictures: { name: "image", isList: false, most: 1, isRequired: false, megapixels: 1 },
    fixed: { ...WEBP, ...CHECKED },
    bills: { picture: 25_000 },
  },
  crisp: {
    ...OF_A_PICTURE,
    key: "crisp",
    id: "recraft-ai/recraft-crisp-upscale",
    name: "Recraft Crisp Upscale",
    kind: "enlarge",
    pictures: { name: "image", isList: false, most: 1, isRequired: true, megapixels: 4 },
    fixed: {},
    bills: { picture: 6_000 },
  },
  esrgan: {
    ...OF_A_PICTURE,
    key: "esrgan",
    id: "nightmareai/real-esrgan",
    version: "b3ef194191d13140337468c916c2c5b96dd0cb06dffc032a022a31807f6a5ea8",
    name: "Real-ESRGAN",
    kind: "enlarge",
    // Of a picture of one megapixel; the graphics card of a larger one runs out of memory.
    sizes: {
      name: "scale",
      usual: "2×",
      all: [
        { label: "2×", value: 2, megapixels: 4 },
        { label: "4×", value: 4, megapixels: 16 },
      ],
    },
    pictures: { name: "image", isList: false, most: 1, isRequired: true, megapixels: 1.05 },
    fixed: { face_enhance: false },
    bills: { picture: 2_000 },
  },
  cutout: {
    ...OF_A_PICTURE,
    key: "cutout",
    id: "bria/remove-background",
    name: "BRIA Remove Background",
    kind: "cut_out",
    givesAlpha: true,
    pictures: { name: "image", isList: false, most: 1, isRequired: true, megapixels: 4 },
    fixed: { preserve_partial_alpha: true },
    bills: { picture: 18_000 },
  },
  fill: {
    ...WORDS,
    key: "fill",
    id: "black-forest-labs/flux-fill-pro",
    name: "FLUX.1 Fill [pro]",
    kind: "extend",
    ratios: [],
    outpaint: {
      name: "outpaint",
      all: [
        "Zoom out 1.5x",
        "Zoom out 2x",
        "Make square",
        "Left outpaint",
        "Right outpaint",
        "Top outpaint",
        "Bottom outpaint",
      ],
    },
    pictures: { name: "image", isList: false, most: 1, isRequired: true, megapixels: 1 },
    fixed: { output_format: "jpg", ...TOLERANCE },
    bills: { picture: 50_000 },
  },
} as const satisfies Record<string, Model>;

export type ModelKey = keyof typeof DATA;

/** All models that there are or were: the form's fields, what is sent, prices and names on pages come from here. */
export const MODELS: Record<ModelKey, Model> = DATA;

const ALL: readonly Model[] = Object.values(MODELS);
export const OFFERED = ALL.filter(({ isOffered }) => isOffered);
export const MODEL_KEYS = Object.keys(MODELS) as ModelKey[];

/** The cheapest, which reads Chinese and changes pictures, too. */
export const DEFAULT_MODEL: Model = MODELS.klein;

/** The models of the form with a prompt; the others are found on a picture's page. */
export const PROMPTED = OFFERED.filter(({ kind }) => kind === "make" || kind === "change");
/** The model by which a picture is varied, unless its own can. */
export const VARYING: Model = MODELS.dev;

/** What may be done to a picture besides changing it by words, in the order in which its page offers it. */
export const OF_PICTURES = OFFERED.filter((model) => !PROMPTED.includes(model));

/** The model of that key, or the default one where there is none. */
export function modelOf(key: string | null | undefined): Model {
  return ALL.find((model) => model.key === key) ?? DEFAULT_MODEL;
}

/** The model with that id at Replicate; undefined for one that nobody remembers. */
export function modelById(id: string): Model | undefined {
  return ALL.find((model) => model.id === id);
}

export function modelName(id: string): string {
  return modelById(id)?.name ?? id;
}
