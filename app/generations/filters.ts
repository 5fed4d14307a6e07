/** What a history can be narrowed to; the keys stand in URLs. */
export const MODEL_FILTERS = {
  schnell: { id: "black-forest-labs/flux-schnell", name: "FLUX.1 [schnell]" },
  dev: { id: "black-forest-labs/flux-dev", name: "FLUX.1 [dev]" },
  pro: { id: "black-forest-labs/flux-1.1-pro", name: "FLUX1.1 [pro]" },
  kontext: { id: "black-forest-labs/flux-kontext-pro", name: "FLUX.1 Kontext [pro]" },
  flux2: { id: "black-forest-labs/flux-2-pro", name: "FLUX.2 [pro]" },
} as const;

export type ModelFilter = keyof typeof MODEL_FILTERS;
export const MODEL_KEYS = Object.keys(MODEL_FILTERS) as ModelFilter[];

/** The states of a generation as a visitor tells them apart. */
export const STATUS_GROUPS = ["open", "succeeded", "failed", "canceled"] as const;
export type StatusGroup = (typeof STATUS_GROUPS)[number];

/** In characters. */
export const LONGEST_SEARCH = 200;
