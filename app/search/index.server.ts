import type { Kysely, SelectQueryBuilder } from "kysely";
import { sql } from "kysely";
import type { Query } from "~/platform/db.server";
import { anyOf } from "~/platform/ids.server";
import type { Database } from "~/platform/schema";
import type { StatusGroup } from "./filters";
import { termsOf } from "./terms.server";

/** What a list is narrowed to beside days; null, or no terms, narrows nothing. The terms are those of `wantedTermsOf`. */
export type Wanted = { terms: string[]; model: string | null; status: StatusGroup | null; favorite: boolean };

type Indexed = { id: string; userId: string; prompt: string };

/**
 * Puts a new generation into the index, in the batch that inserts it: its words, and tags that the row itself tells.
 * After any later change of status or favorite `indexedAgain` belongs into the batch of that change, behind it.
 */
export function indexed(db: Kysely<Database>, { id, userId, prompt }: Indexed): Query {
  const key = keyOf(userId);
  const words = termsOf(prompt).map((word) => key + word);
  return db
    .insertInto("search")
    .columns(["rowid", "words"])
    .expression(
      db
        .selectFrom("generation_history")
        .select(["position", sql<string>`${words.join(" ")} || ${tagsOf(key)}`.as("words")])
        .where("id", "=", id)
        .where("user_id", "=", userId),
    );
}

/** Does what `indexedAgain` does for any number of one visitor's generations, in a few statements. */
export function allIndexedAgain(
  db: Kysely<Database>,
  userId: string,
  generations: { id: string; prompt: string }[],
): Query[] {
  const key = keyOf(userId);
  const entries = generations.map(({ id, prompt }) => ({
    id,
    words: termsOf(prompt)
      .map((word) => key + word)
      .join(" "),
  }));
  return [
    allUnindexed(
      db,
      db
        .selectFrom("generation_history")
        .select("position")
        .where("id", "in", anyOf(generations.map(({ id }) => id)))
        .where("user_id", "=", userId),
    ),
    ...inPieces(entries).map((piece) =>
      db
        .insertInto("search")
        .columns(["rowid", "words"])
        .expression(
          db
            .selectFrom(sql<{ value: string }>`json_each(${piece})`.as("entry"))
            .crossJoin("generation_history")
            .select(["position", sql<string>`entry.value ->> 'words' || ${tagsOf(key)}`.as("words")])
            .where("generation_history.id", "=", sql<string>`entry.value ->> 'id'`)
            .where("user_id", "=", userId),
        ),
    ),
  ];
}

/** Takes generations out of the index, before their rows go, which know their places in it. */
export function allUnindexed(
  db: Kysely<Database>,
  positions: SelectQueryBuilder<Database, "generation_history", { position: number }>,
): Query {
  return db.deleteFrom("search").where("rowid", "in", positions);
}

/** The longest parameter, in characters: D1 takes up to two million bytes, and a character is at most four. */
const LONGEST_PIECE = 400_000;

/** The entries as pieces of JSON, each no longer than a parameter may be. */
function inPieces(entries: { id: string; words: string }[]): string[] {
  const pieces: (typeof entries)[] = [];
  let room = 0;
  for (const entry of entries) {
    room -= entry.words.length;
    if (room < 0 || pieces.length === 0) {
      pieces.push([]);
      room = LONGEST_PIECE - entry.words.length;
    }
    pieces.at(-1)?.push(entry);
  }
  return pieces.map((piece) => JSON.stringify(piece));
}

export function indexedAgain(db: Kysely<Database>, generation: Indexed): Query[] {
  return [unindexed(db, generation), indexed(db, generation)];
}

/** Takes a generation out of the index, before its row goes, which knows its place in it. */
export function unindexed(db: Kysely<Database>, { id, userId }: Pick<Indexed, "id" | "userId">): Query {
  return db
    .deleteFrom("search")
    .where("rowid", "=", (row) =>
      row
        .selectFrom("generation_history")
        .select("position")
        .where("id", "=", id)
        .where("user_id", "=", userId),
    );
}

/** What the index is asked for: each word and tag quoted, so that nothing typed is an operator; null for everything. */
export function matchOf(userId: string, { terms, model, status, favorite }: Wanted): string | null {
  const tags = [model && `_${model}`, status && `_${status}`, favorite && "_favorite"].filter(Boolean);
  const all = [...terms, ...tags];
  return all.length === 0 ? null : all.map((term) => `"${keyOf(userId)}${term}"`).join(" ");
}

/** The tags of a generation. No word has a "_" in it, so that no prompt can pretend to be a tag. */
function tagsOf(key: string) {
  return sql<string>`
    ${` ${key}_`} || model ||
    ${` ${key}_`} || CASE WHEN status IN ('reserved', 'running', 'saving') THEN 'open' ELSE status END ||
    CASE favorite WHEN 1 THEN ${` ${key}_favorite`} ELSE '' END`;
}

/**
 * The random end of a visitor's UUID, always 20 digits: every word in the index begins with its owner's. Digits,
 * because the stemmer takes them for consonants, which leave it the end of the word as it would be alone.
 */
export function keyOf(userId: string): string {
  return BigInt(`0x${userId.replaceAll("-", "").slice(-16)}`)
    .toString()
    .padStart(20, "0");
}
