import type { App } from "./app";

/** Makes everything that is done two minutes older: the same order then counts as a new one, not as a repetition. */
export async function age(app: App): Promise<void> {
  const d1 = await app.database();
  await d1
    .prepare(
      "UPDATE generation_history SET completed_at = strftime('%Y-%m-%dT%H:%M:%fZ', completed_at, '-2 minutes') WHERE completed_at IS NOT NULL",
    )
    .run();
}
