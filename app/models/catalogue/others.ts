import type { Model, Size } from "../model";
import { SAME_RATIO } from "../ratios";
import { CHECKED, WEBP, WORDS } from "./shared";

const sides = (...all: [value: string, megapixels: number][]): Size[] =>
  all.map(([value, megapixels]) => ({ label: value, value, megapixels }));

const SEEDREAM = {
  ...WORDS,
  kind: "make",
  readsChinese: true,
  hasSeed: false,
  ratios: ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9", SAME_RATIO],
  // One picture an order: of several that come together each is billed.
  fixed: { sequential_image_generation: "disabled" },
} as const satisfies Partial<Model>;

/** The models of other houses that are asked in words. */
export const OTHERS = {
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
} as const satisfies Record<string, Model>;
