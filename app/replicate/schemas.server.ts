/**
 * What Replicate's models take and give, a model a row, as far as it is confirmed. Sources: A, Replicate's model pages as
 * a catalogue of them had them on 2026-09-16; B, schemas with version ids of 2026-04-23; C, replicate.com's api/schema
 * pages of 2026-06-03; D, code of people who use them. The app's own models are held against this, and so are both
 * stand-ins, the demo's and the tests'.
 */
export type Field =
  | { kind: "text"; isRequired?: true }
  | { kind: "choice"; values: readonly string[] }
  | { kind: "whole" | "number"; lowest: number; highest: number }
  | { kind: "flag" }
  | { kind: "picture"; isRequired?: true }
  | { kind: "pictures"; most: number };

export type Schema = {
  sources: string;
  /** Only of a model of the community, which is run by its version. */
  version?: string;
  input: Readonly<Record<string, Field>>;
  output: "one" | "list";
};

const text: Field = { kind: "text" };
const prompt: Field = { kind: "text", isRequired: true };
const flag: Field = { kind: "flag" };
const picture: Field = { kind: "picture" };
const aPicture: Field = { kind: "picture", isRequired: true };
const pictures = (most: number): Field => ({ kind: "pictures", most });
const choice = (...values: string[]): Field => ({ kind: "choice", values });
const whole = (lowest: number, highest: number): Field => ({ kind: "whole", lowest, highest });
const number = (lowest: number, highest: number): Field => ({ kind: "number", lowest, highest });

const R9 = ["1:1", "16:9", "9:16", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3"];
const R11 = [...R9, "21:9", "9:21"];
const MATCH = "match_input_image";
const seed = whole(0, 4_294_967_295);
const quality = whole(0, 100);
const anyFormat = choice("webp", "jpg", "png");

const FLUX_1: Schema["input"] = {
  prompt,
  aspect_ratio: choice(...R11),
  megapixels: choice("1", "0.25"),
  num_outputs: whole(1, 4),
  go_fast: flag,
  seed,
  output_format: anyFormat,
  output_quality: quality,
  disable_safety_checker: flag,
};
const FLUX_1_DEV: Schema = {
  sources: "A B C",
  input: {
    ...FLUX_1,
    num_inference_steps: whole(1, 50),
    guidance: number(0, 10),
    image: picture,
    prompt_strength: number(0, 1),
  },
  output: "list",
};
const KONTEXT: Schema = {
  sources: "A B C",
  input: {
    prompt,
    input_image: picture,
    aspect_ratio: choice(MATCH, ...R11, "2:1", "1:2"),
    safety_tolerance: whole(0, 6),
    prompt_upsampling: flag,
    seed,
    output_format: choice("jpg", "png"),
  },
  output: "one",
};
const FLUX_2: Schema = {
  sources: "A C",
  input: {
    prompt,
    input_images: pictures(8),
    aspect_ratio: choice(MATCH, "custom", ...R9),
    width: whole(256, 2048),
    height: whole(256, 2048),
    resolution: choice(MATCH, "0.5 MP", "1 MP", "2 MP", "4 MP"),
    safety_tolerance: whole(1, 5),
    seed,
    output_format: anyFormat,
    output_quality: quality,
  },
  output: "one",
};
const SEEDREAM: Schema["input"] = {
  prompt,
  aspect_ratio: choice(MATCH, "1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"),
  sequential_image_generation: choice("disabled", "auto"),
  max_images: whole(1, 15),
};

export const SCHEMAS: Readonly<Record<string, Schema>> = {
  "black-forest-labs/flux-schnell": {
    sources: "A B C",
    input: { ...FLUX_1, num_inference_steps: whole(1, 4) },
    output: "list",
  },
  "black-forest-labs/flux-dev": FLUX_1_DEV,
  "black-forest-labs/flux-krea-dev": FLUX_1_DEV,
  "black-forest-labs/flux-1.1-pro": {
    sources: "A B C",
    input: {
      prompt,
      aspect_ratio: choice(...R9, "custom"),
      width: whole(256, 1440),
      height: whole(256, 1440),
      safety_tolerance: whole(1, 6),
      prompt_upsampling: flag,
      seed,
      output_format: anyFormat,
      output_quality: quality,
      image_prompt: picture,
    },
    output: "one",
  },
  "black-forest-labs/flux-kontext-pro": KONTEXT,
  "black-forest-labs/flux-kontext-max": KONTEXT,
  "black-forest-labs/flux-2-pro": FLUX_2,
  "black-forest-labs/flux-2-max": FLUX_2,
  "black-forest-labs/flux-2-klein-4b": {
    sources: "A C",
    input: {
      prompt,
      aspect_ratio: choice(MATCH, ...R11),
      output_megapixels: choice("0.25", "0.5", "1", "2", "4"),
      images: pictures(5),
      go_fast: flag,
      seed,
      output_format: anyFormat,
      output_quality: quality,
      disable_safety_checker: flag,
    },
    output: "list",
  },
  "google/nano-banana": {
    sources: "A C",
    input: {
      prompt,
      image_input: pictures(14),
      aspect_ratio: choice(MATCH, "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"),
      output_format: choice("jpg", "png"),
    },
    output: "one",
  },
  "bytedance/seedream-4": {
    sources: "A C",
    input: {
      ...SEEDREAM,
      size: choice("1K", "2K", "4K", "custom"),
      enhance_prompt: flag,
      image_input: pictures(10),
    },
    output: "list",
  },
  "bytedance/seedream-4.5": {
    sources: "A C",
    input: {
      ...SEEDREAM,
      size: choice("2K", "4K"),
      disable_safety_checker: flag,
      image_input: pictures(14),
    },
    output: "list",
  },
  "qwen/qwen-image": {
    sources: "A B",
    input: {
      prompt,
      aspect_ratio: choice("1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"),
      guidance: number(0, 10),
      num_inference_steps: whole(1, 50),
      negative_prompt: text,
      enhance_prompt: flag,
      go_fast: flag,
      seed,
      output_format: anyFormat,
      output_quality: quality,
      disable_safety_checker: flag,
      image: picture,
      strength: number(0, 1),
    },
    output: "list",
  },
  "recraft-ai/recraft-crisp-upscale": { sources: "A D", input: { image: aPicture }, output: "one" },
  "nightmareai/real-esrgan": {
    sources: "B D",
    version: "b3ef194191d13140337468c916c2c5b96dd0cb06dffc032a022a31807f6a5ea8",
    input: { image: aPicture, scale: number(0, 10), face_enhance: flag },
    output: "one",
  },
  "bria/remove-background": {
    sources: "A D",
    input: { image: aPicture, preserve_partial_alpha: flag, content_moderation: flag },
    output: "one",
  },
  "851-labs/background-remover": {
    sources: "B",
    version: "a029dff38972b5fda4ec5d75d7d1cd25aeff621d2cf4946a41055d7db66b80bc",
    input: {
      image: aPicture,
      format: choice("png", "jpg"),
      background_type: choice("rgba", "map", "green", "white", "blur", "overlay"),
      threshold: number(0, 1),
    },
    output: "one",
  },
  "black-forest-labs/flux-fill-pro": {
    sources: "A C",
    input: {
      prompt,
      image: aPicture,
      mask: picture,
      outpaint: choice(
        "None",
        "Zoom out 1.5x",
        "Zoom out 2x",
        "Make square",
        "Left outpaint",
        "Right outpaint",
        "Top outpaint",
        "Bottom outpaint",
      ),
      steps: whole(15, 50),
      guidance: number(1.5, 100),
      safety_tolerance: whole(1, 6),
      seed,
      output_format: choice("jpg", "png"),
    },
    output: "one",
  },
};

/** The `owner/name` of the model that has this version; undefined for one that is not listed. */
export function ownerOfVersion(version: unknown): string | undefined {
  return Object.keys(SCHEMAS).find((id) => version !== undefined && SCHEMAS[id]?.version === version);
}
