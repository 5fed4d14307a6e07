import { nextPosition } from "../../app/generations/generation.server";
import { HIGHEST_SEED } from "../../app/models/limits";
import { MODELS } from "../../app/models/models";
import { RATIOS } from "../../app/models/ratios";
import type { Picture } from "../../app/pictures/keep.server";
import { thumbnailWanted } from "../../app/pictures/thumbnails/wanted.server";
import { type Query, refusedBy } from "../../app/platform/db.server";
import { indexed } from "../../app/search/index.server";
import type { OldGeneration } from "./columns";
import type { Owners } from "./people";
import { fetchPicture } from "./pictures";
import { Report } from "./report";
import type { Target } from "./target";
import { idOf, momentIn, pictureAddressIn, textIn, wholeNumberIn } from "./values";

type Generation = ReturnType<typeof columnsOf> & { address: string | null };

/** The model of a row that names none. */
const UNKNOWN_MODEL = "unknown";

/**
 * Brings generations, oldest first, with their pictures where those still exist, each in one batch. They cost nothing here:
 * what they cost there is gone from the balance that came along. One whose picture did not come this time is left out and
 * tried again in the next run; one that had none, or whose picture is gone, is listed as ended without a picture.
 */
export async function bringGenerations(to: Target, rows: OldGeneration[], owners: Owners): Promise<Report> {
  const report = new Report("Generations");
  const fitting: Generation[] = [];
  for (const row of rows) {
    const generation = generationOf(row, owners);
    if (typeof generation === "string") report.leave(`id ${textIn(row.id)}`, generation);
    else fitting.push(generation);
  }
  fitting.sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
  for (const generation of fitting) {
    const came = await bring(to, generation);
    if (came === "brought") report.brought++;
    else if (came === "known") report.known++;
    else report.leave(`${generation.created_at} “${generation.prompt.slice(0, 40)}”`, came.why);
  }
  return report;
}

/** The generation in a row, or why there is none. */
function generationOf(row: OldGeneration, owners: Owners): Generation | string {
  const owner = owners.get(textIn(row.owner));
  if (!owner) return textIn(row.owner) ? `nobody came as its owner ${textIn(row.owner)}` : "it has no owner";
  const prompt = textIn(row.prompt);
  if (prompt === "") return "it has no prompt";
  const createdAt = momentIn(row.createdAt) ?? momentIn(row.completedAt);
  if (!createdAt) return "it has no moment";
  return { ...columnsOf(row, { owner, prompt, createdAt }), address: pictureAddressIn(row.picture) };
}

function columnsOf(
  row: OldGeneration,
  { owner, prompt, createdAt }: Record<"owner" | "prompt" | "createdAt", string>,
) {
  const id = idOf(createdAt, "generation", owner, textIn(row.id), createdAt, prompt);
  const seed = wholeNumberIn(row.seed);
  const ratio = RATIOS.find((known) => known === textIn(row.ratio));
  const completedAt = momentIn(row.completedAt) ?? createdAt;
  return {
    id,
    user_id: owner,
    prompt,
    model: modelIn(row.model),
    input: JSON.stringify(ratio ? { aspect_ratio: ratio } : {}),
    // No order here has this hash: the picture is nobody's answer from the cache.
    input_hash: `import:${id}`,
    seed: seed !== null && seed >= 0 && seed <= HIGHEST_SEED ? seed : 0,
    favorite: [1, true, "1", "true"].includes(row.favorite as string) ? (1 as const) : (0 as const),
    cost: 0,
    created_at: createdAt,
    completed_at: completedAt,
    updated_at: momentIn(row.updatedAt) ?? completedAt,
  };
}

/** Replicate's name of a model, which an old site may have kept without its owner or with its version. */
function modelIn(value: unknown): string {
  const [name = ""] = textIn(value).split(":");
  const known = Object.values(MODELS).find(({ id }) => id === name || id.split("/")[1] === name);
  return known?.id ?? (name || UNKNOWN_MODEL);
}

async function bring(
  to: Target,
  { address, ...row }: Generation,
): Promise<"brought" | "known" | { why: string }> {
  const there = await to.db
    .selectFrom("settlements")
    .select("outcome")
    .where("generation_id", "=", row.id)
    .executeTakeFirst();
  if (there) return "known";
  const fetched = address ? await fetchPicture(to, row.id, address) : ({ kind: "gone" } as const);
  if (fetched.kind === "left") return { why: fetched.why };
  try {
    await to.db.atomically(queriesFor(to, row, fetched.kind === "kept" ? fetched.picture : null));
    return "brought";
  } catch (error) {
    if (!refusedBy(error)) throw error;
    return { why: (error as Error).message };
  }
}

function queriesFor({ db }: Target, row: Omit<Generation, "address">, picture: Picture | null): Query[] {
  const { id, user_id: userId, prompt } = row;
  const outcome = picture ? ("succeeded" as const) : ("failed" as const);
  const image = picture && { ...picture, ...thumbnailWanted(picture), created_at: row.created_at };
  return [
    ...(image ? [db.insertInto("images").values(image)] : []),
    db.insertInto("generation_history").values({
      ...row,
      ...{ position: nextPosition(), status: outcome },
      ...{ image_id: picture?.id ?? null, error_code: picture ? null : "not_brought" },
    }),
    db.insertInto("settlements").values({ generation_id: id, outcome, settled_at: row.completed_at }),
    indexed(db, { id, userId, prompt }),
  ];
}
