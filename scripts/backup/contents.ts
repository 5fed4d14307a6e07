import { join } from "node:path";

/** What lies in the folder of a backup. */
export const contentsOf = (folder: string) => ({
  /** All tables with their rows, as SQL that an empty database takes; of the search index only that it is there. */
  database: join(folder, "database.sql"),
  /** A line of JSON for each object of the store. */
  objects: join(folder, "objects.jsonl"),
  /** The objects themselves, where they were asked for, by their keys. */
  pictures: join(folder, "pictures"),
});

/** An object of the store: its key, how long it is in bytes, and as what it is served. */
export type StoredObject = { key: string; bytes: number; contentType: string | null };
