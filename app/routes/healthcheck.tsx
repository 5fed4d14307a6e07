import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { HEALTH_REMEMBERED_SECONDS } from "~/http/limits";
import { getOnly } from "~/http/methods.server";
import { type Fullness, fullnessOf } from "~/operations/fullness.server";
import { SECOND } from "~/platform/clock.server";
import { type Services, services } from "~/services.server";

type Health = { ok: boolean; d1: boolean; r2: boolean; demo: boolean; database: Fullness | null };

/** What was last said in this isolate: whoever asks a hundred times a second learns no more, and costs nothing. */
let remembered: { health: Health; at: number } | null = null;

/** Answers 200 only when the database and the picture store both answered, at most a few seconds ago. */
export async function loader({ context }: LoaderFunctionArgs) {
  if (!remembered || Date.now() - remembered.at >= HEALTH_REMEMBERED_SECONDS * SECOND)
    remembered = { health: await askAll(services(context)), at: Date.now() };
  const { health } = remembered;
  return Response.json(health, { status: health.ok ? 200 : 503 });
}

async function askAll({ db, pictures, replicate, timings }: Services): Promise<Health> {
  const [d1, r2] = await Promise.all([
    answers(db.selectFrom("users").select("id").limit(1).execute()),
    answers(timings.measure("storage", () => pictures.head("healthcheck"))),
  ]);
  return { ok: d1 && r2, d1, r2, demo: replicate.isDemo, database: fullnessOf(db) };
}

export const action = getOnly;

function answers(question: Promise<unknown>): Promise<boolean> {
  return question.then(
    () => true,
    () => false,
  );
}
