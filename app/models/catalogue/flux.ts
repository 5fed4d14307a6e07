import type { Model } from "../model";
import { RATIOS, type Ratio, SAME_RATIO } from "../ratios";
import { CHECKED, megapixels, TOLERANCE, WEBP, WORDS } from "./shared";

const NARROW: readonly Ratio[] = RATIOS.filter((ratio) => ratio !== "21:9" && ratio !== "9:21");

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

const KONTEXT = {
  ...WORDS,
  kind: "change",
  ratios: [SAME_RATIO, ...RATIOS],
  pictures: { name: "input_image", isList: false, most: 1, isRequired: true, megapixels: 1 },
  // Kontext gives no WebP, and a PNG would have ten times the bytes.
  fixed: { output_format: "jpg", ...TOLERANCE },
} as const satisfies Partial<Model>;

/** The models of Black Forest Labs that are asked in words. */
export const FLUX = {
  klein: {
    ...WORDS,
    key: "klein",
    deadlineSeconds: 120,
    id: "black-forest-labs/flux-2-klein-4b",
    name: "FLUX.2 [klein] 4B",
    short: "klein",
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
    deadlineSeconds: 120,
    id: "black-forest-labs/flux-schnell",
    name: "FLUX.1 [schnell]",
    short: "schnell",
    bills: { picture: 3_000 },
  },
  dev: {
    ...FLUX_1_DEV,
    key: "dev",
    id: "black-forest-labs/flux-dev",
    name: "FLUX.1 [dev]",
    short: "dev",
    isFirst: true,
  },
  krea: {
    ...FLUX_1_DEV,
    key: "krea",
    id: "black-forest-labs/flux-krea-dev",
    name: "FLUX.1 Krea [dev]",
    short: "Krea",
  },
  pro: {
    ...WORDS,
    key: "pro",
    id: "black-forest-labs/flux-1.1-pro",
    name: "FLUX1.1 [pro]",
    short: "1.1 pro",
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
    short: "FLUX.2 pro",
    isFirst: true,
    bills: { run: 15_000, megapixelOut: 15_000, megapixelIn: 15_000 },
  },
  flux2max: {
    ...FLUX_2,
    key: "flux2max",
    id: "black-forest-labs/flux-2-max",
    name: "FLUX.2 [max]",
    short: "FLUX.2 max",
    bills: { run: 40_000, megapixelOut: 30_000, megapixelIn: 30_000 },
  },
  kontext: {
    ...KONTEXT,
    key: "kontext",
    id: "black-forest-labs/flux-kontext-pro",
    name: "FLUX.1 Kontext [pro]",
    short: "Kontext",
    isFirst: true,
    bills: { picture: 40_000 },
  },
  kontextmax: {
    ...KONTEXT,
    key: "kontextmax",
    id: "black-forest-labs/flux-kontext-max",
    name: "FLUX.1 Kontext [max]",
    short: "Kontext max",
    bills: { picture: 80_000 },
  },
} as const satisfies Record<string, Model>;
