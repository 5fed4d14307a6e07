import type { User } from "~/accounts/sessions.server";
import { type Cursor, encodeCursor, olderThan } from "~/platform/pages.server";
import type { Services } from "~/platform/services.server";
import { type Generation, modelInput } from "./generation.server";

export const PICTURES_A_PAGE = 24;

/** A page of the visitor's generations, newest first, open and failed ones too; `older` is the cursor of the next. */
export async function historyPage(
  using: Services,
  user: User,
  { cursor = null, limit = PICTURES_A_PAGE }: { cursor?: Cursor | null; limit?: number } = {},
) {
  const rows = await cards(using)
    .where("generation_history.user_id", "=", user.id)
    .$if(cursor !== null, (query) => query.where(olderThan("generation_history", cursor as Cursor)))
    .orderBy("generation_history.created_at", "desc")
    .orderBy("generation_history.id", "desc")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { cards: page.map(withRatio), older: rows.length > limit && last ? encodeCursor(last) : null };
}

export type Card = Awaited<ReturnType<typeof historyPage>>["cards"][number];

export function cards({ db }: Services) {
  return db
    .selectFrom("generation_history")
    .leftJoin("images", "images.id", "generation_history.image_id")
    .select([
      "generation_history.id",
      "generation_history.prompt",
      "generation_history.input",
      "generation_history.favorite",
      "generation_history.status",
      "generation_history.error_code",
      "generation_history.image_id",
      "generation_history.created_at",
      "images.width",
      "images.height",
      "images.average_color",
    ]);
}

export function withRatio<Row extends { input: string }>({ input, ...card }: Row) {
  return { ...card, ratio: modelInput({ input }).aspect_ratio };
}

/** The visitor's own generation, or a 404 response. */
export async function ownGeneration({ db }: Services, user: User, id: string): Promise<Generation> {
  const generation = await db
    .selectFrom("generation_history")
    .selectAll()
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  if (!generation) throw new Response(null, { status: 404 });
  return generation;
}
