/** The largest that a database of D1 may be, in bytes. */
export const LARGEST_DATABASE_BYTES = 10_000_000_000;

/** How large the database is, in bytes; null where it does not say. D1 tells so with every answer. */
export async function databaseBytes(d1: D1Database): Promise<number | null> {
  const { meta } = await d1.prepare("SELECT 1").all();
  return typeof meta.size_after === "number" ? meta.size_after : null;
}
