import * as z from "zod";

const STATUSES = ["starting", "processing", "succeeded", "failed", "canceled", "aborted"] as const;

const Input = z
  .object({
    prompt: z.string().nullish().catch(null),
    seed: z
      .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
      .nullish()
      .catch(null),
  })
  .catch({});

/**
 * Only an id makes an answer a prediction: whoever refused one for a status, an output or an error of a shape that nobody
 * listed would take a picture that was made, and is paid for, for one that never was.
 */
const Prediction = z
  .object({
    id: z.union([z.string().min(1), z.number()]).transform(String),
    model: z.string().nullish().catch(null),
    status: z.enum([...STATUSES, "unknown"]).catch("unknown"),
    output: z.unknown().optional().transform(addressesIn),
    error: z.unknown().optional().transform(textOf),
    input: z.unknown().optional().transform(readInput),
  })
  .transform(({ model, ...prediction }) => ({ ...prediction, model: model ?? null }));

/**
 * What Replicate says of one prediction. `status` is "unknown" for a word that is not listed: it goes on, as far as we
 * know. `output` is the addresses of its files, or null for a shape that is not listed. `error` is Replicate's wording:
 * classify it, never show or log it. `model` and what we sent are null where they are not told or not readable; `files` are
 * the addresses that the input names, wherever they stand in it.
 */
export type Prediction = z.output<typeof Prediction>;

/** Null for what has no id. */
export function readPrediction(json: unknown): Prediction | null {
  return Prediction.safeParse(json).data ?? null;
}

/** Whether a prediction was given a file that lies at one of these addresses. */
export function isByFile({ input }: Prediction, urls: string[]): boolean {
  return input.files.some((file) => urls.includes(withoutQuery(file)));
}

/** An address may come back with a signature behind it. */
const withoutQuery = (address: string) => address.replace(/[?#].*$/s, "");

function readInput(input: unknown): { prompt: string | null; seed: number | null; files: string[] } {
  const { prompt, seed } = Input.parse(input);
  return { prompt: prompt ?? null, seed: seed ?? null, files: filesIn(input) };
}

function filesIn(value: unknown): string[] {
  if (typeof value === "string") return /^https?:\/\/\S+$/.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(filesIn) : [];
}

/** Models answer with one address or with a list of them. */
function addressesIn(output: unknown): string[] | null {
  if (output == null) return [];
  if (typeof output === "string") return [output];
  const isList = Array.isArray(output) && output.every((entry) => typeof entry === "string");
  return isList ? output : null;
}

function textOf(error: unknown): string | null {
  if (error == null) return null;
  return typeof error === "string" ? error : JSON.stringify(error);
}
