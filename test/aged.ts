import type { App } from "./app";

/** As if all that is done had been done two minutes ago: the same order then is another one, not the one there is. */
export async function age(app: App): Promise<void> {
  const d1 = await app.database();
  await d1
    .prepare(
      "UPDATE generation_history SET completed_at = strftime('%Y-%m-%dT%H:%M:%fZ', completed_at, '-2 minutes') WHERE completed_at IS NOT NULL",
    )
    .run();
}
