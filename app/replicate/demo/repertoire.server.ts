import type { Format } from "./files/deliver.server";
import type { SizeFields, SizeTable } from "./sizes.server";
import { NANO_BANANA_SIZES, QWEN_SIZES, SAME_RATIO, SEEDREAM_SIZES } from "./sizes.server";

/** What a model does with what it is given. */
export type Kind = "make" | "enlarge" | "cut out" | "extend";

type Known = {
  kind: Kind;
  /** The file that comes when the input asks for none. */
  format: Format;
  readsChinese: boolean;
  /** What the model takes when the input says nothing of it. */
  usual: SizeFields;
  /** Sizes of the model's own, where they are not FLUX's. */
  sizes?: SizeTable;
};

const USUAL: Known = {
  kind: "make",
  format: "webp",
  readsChinese: true,

  usual: { aspect_ratio: "1:1" },
};
const FLUX_1: Known = { ...USUAL, readsChinese: false };
const KONTEXT: Known = { ...FLUX_1, format: "png", usual: { aspect_ratio: SAME_RATIO } };
const SEEDREAM: Known = {
  ...USUAL,

  format: "jpg",
  usual: { aspect_ratio: SAME_RATIO, size: "2K" },
  sizes: SEEDREAM_SIZES,
};

/** How models differ in what they make. FLUX.1 reads with T5, which knows no Chinese character. */
const REPERTOIRE: Record<string, Known> = {
  "black-forest-labs/flux-schnell": FLUX_1,
  "black-forest-labs/flux-dev": FLUX_1,
  "black-forest-labs/flux-krea-dev": FLUX_1,
  "black-forest-labs/flux-1.1-pro": FLUX_1,
  "black-forest-labs/flux-kontext-pro": KONTEXT,
  "black-forest-labs/flux-kontext-max": KONTEXT,
  "black-forest-labs/flux-2-klein-4b": { ...USUAL, format: "jpg" },
  "google/nano-banana": {
    ...USUAL,
    format: "jpg",
    usual: { aspect_ratio: SAME_RATIO },
    sizes: NANO_BANANA_SIZES,
  },
  "bytedance/seedream-4": SEEDREAM,
  "bytedance/seedream-4.5": SEEDREAM,
  "qwen/qwen-image": { ...USUAL, usual: { aspect_ratio: "16:9" }, sizes: QWEN_SIZES },
  "recraft-ai/recraft-crisp-upscale": { ...USUAL, kind: "enlarge" },
  "nightmareai/real-esrgan": { ...USUAL, kind: "enlarge", format: "png" },
  "bria/remove-background": { ...USUAL, kind: "cut out", format: "png" },
  "851-labs/background-remover": { ...USUAL, kind: "cut out", format: "png" },
  "black-forest-labs/flux-fill-pro": { ...FLUX_1, kind: "extend", format: "jpg" },
};

export const knownOf = (model: string): Known => REPERTOIRE[model] ?? USUAL;
