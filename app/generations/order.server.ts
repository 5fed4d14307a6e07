import { createHash, randomInt } from "node:crypto";
import { z } from "zod";
import { isUuid } from "~/platform/ids.server";
import { FLUX_SCHNELL, HIGHEST_SEED, LONGEST_PROMPT, RATIOS } from "./models";

const SEED_RANGE = `Seed must be a whole number from 0 to ${HIGHEST_SEED}`;

/** The form of the page where pictures are made. */
export const Order = z.object({
  /** Served with the form: it becomes the generation's id, so that a form sent twice is one generation. */
  id: z
    .string({ error: "This form was incomplete. Check it and send it again." })
    .refine(isUuid, { error: "This form was incomplete. Check it and send it again." }),
  prompt: z
    .string({ error: "Enter a prompt" })
    .transform(withoutControlCharacters)
    .refine((text) => text !== "", { error: "Enter a prompt" })
    .refine((text) => [...text].length <= LONGEST_PROMPT, {
      error: `Prompt must be ${LONGEST_PROMPT.toLocaleString("en")} characters or less`,
    }),
  ratio: z.enum(RATIOS, { error: "Choose a ratio from the list" }),
  /** Null: we choose one. */
  seed: z
    .string()
    .trim()
    .optional()
    .transform((text) => text || null)
    .refine((text) => text === null || /^\d{1,10}$/.test(text), { error: SEED_RANGE })
    .transform((text) => (text === null ? null : Number(text)))
    .refine((seed) => seed === null || seed <= HIGHEST_SEED, { error: SEED_RANGE }),
  /** A new picture even if the same order has one already. */
  fresh: z
    .string()
    .optional()
    .transform((text) => text === "1"),
  /** What the visitor was shown, in credits; never charged more. */
  price: z
    .string()
    .optional()
    .transform((text) => (text === undefined ? FLUX_SCHNELL.price : Number(text)))
    .refine((price) => price >= FLUX_SCHNELL.price, {
      error: `The price is now ${FLUX_SCHNELL.price}. Nothing was charged: send it again if you agree.`,
    }),
});

export type Order = z.output<typeof Order>;

/** What the model is given beside prompt and seed. Safety and cost are decided here, never by the form. */
export function inputOf({ ratio, seed }: Order) {
  return {
    aspect_ratio: ratio,
    num_outputs: 1,
    megapixels: "1",
    output_format: "webp",
    output_quality: 80,
    disable_safety_checker: false,
    // Replicate's fast path gives another picture each time, even for the same seed.
    go_fast: seed === null,
  };
}

export type ModelInput = ReturnType<typeof inputOf>;

/** The columns that an order fills. */
export function orderColumns(order: Order) {
  const input = JSON.stringify(inputOf(order));
  return {
    prompt: order.prompt,
    model: FLUX_SCHNELL.id,
    input,
    input_hash: createHash("sha256")
      .update(JSON.stringify([FLUX_SCHNELL.id, order.prompt, input, order.seed]))
      .digest("base64url"),
    seed: order.seed ?? randomInt(0, HIGHEST_SEED + 1),
    cost: FLUX_SCHNELL.price,
    input_id: null,
  };
}

/** Line ends as one character, as the visitor counts them; what cannot be seen is a space. */
function withoutControlCharacters(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .trim();
}
