import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { sql } from "kysely";
import { getOnly } from "~/http/methods.server";
import { services } from "~/services.server";

/** 200 only when the database and the picture store both answer. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { db, pictures, replicate, timings } = services(context);
  const [d1, r2] = await Promise.all([
    answers(sql`SELECT 1 FROM users LIMIT 1`.execute(db)),
    answers(timings.measure("storage", () => pictures.head("healthcheck"))),
  ]);
  return Response.json({ ok: d1 && r2, d1, r2, demo: replicate.isDemo }, { status: d1 && r2 ? 200 : 503 });
}

export const action = getOnly;

function answers(question: Promise<unknown>): Promise<boolean> {
  return question.then(
    () => true,
    () => false,
  );
}
