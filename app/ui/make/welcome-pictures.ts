import type { Ratio } from "~/models/ratios";

/** The welcome page's pictures, which `npm run examples` has the demo make from the English prompts. */
export const WELCOME_PICTURES = [
  { key: "lighthouse", ratio: "16:9", seed: 3 },
  { key: "forest", ratio: "4:5", seed: 7 },
  { key: "cat", ratio: "1:1", seed: 5 },
  { key: "planet", ratio: "16:9", seed: 11 },
  { key: "balloon", ratio: "16:9", seed: 4 },
  { key: "castle", ratio: "1:1", seed: 9 },
] as const satisfies { key: string; ratio: Ratio; seed: number }[];
