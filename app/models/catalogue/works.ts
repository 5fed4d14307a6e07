import { DEADLINE_SECONDS } from "../limits";
import type { Model } from "../model";
import { TOLERANCE, WORDS } from "./shared";

const OF_A_PICTURE = {
  isOffered: true,
  hasPrompt: false,
  hasSeed: false,
  readsChinese: true,
  ratios: [],
  deadlineSeconds: DEADLINE_SECONDS,
} as const satisfies Partial<Model>;

/** The models that work on a picture from its page. */
export const WORKS = {
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
    // A model of the community may have to be started first.
    deadlineSeconds: 600,
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
