import type { Kysely, RawBuilder, SelectQueryBuilder } from "kysely";
import { sql } from "kysely";
import type { Query } from "~/platform/db.server";
import { living, livingOrDeleted } from "~/platform/living.server";
import type { Database } from "~/platform/schema";
import { beginningsOf, questionFor } from "./beginnings.server";
import { type Tag, tagsOf } from "./tags.server";
import { termsOf } from "./terms.server";

/** What a list is narrowed to beside days; nothing narrows nothing. The terms are those of `wantedTermsOf`. */
export type Wanted = { terms: string[]; tags: Tag[] };

export type Indexed = { id: string; userId: string; prompt: string };

/** The words of a prompt as the index has them, but for the owner's key before each. */
export function wordsOf(prompt: string): string {
  const terms = termsOf(prompt);
  return [...new Set([...terms, ...terms.flatMap(beginningsOf)])].join(" ");
}

/**
 * Puts a new generation into the index, in the batch that inserts it: its words, and tags that the row itself tells.
 * A deleted one is never put in, whoever changes it. What an earlier one of the same position may have left there goes.
 * After any later change of what the tags say `indexedAgain` belongs into the batch of that change, behind it.
 */
export function indexed(db: Kysely<Database>, { id, userId, prompt }: Indexed): Query {
  return db
    .replaceInto("search")
    .columns(["rowid", "words"])
    .expression(
      living(db)
        .select(["position", entryOf(sql`${keyOf(userId)}`, sql`${wordsOf(prompt)}`).as("words")])
        .where("id", "=", id)
        .where("user_id", "=", userId),
    );
}

/** Does what `indexedAgain` does for any number of generations, in a few statements. */
export function allIndexedAgain(db: Kysely<Database>, generations: Indexed[]): Query[] {
  const entries = generations.map(({ id, userId, prompt }) => ({
    id,
    user: userId,
    key: keyOf(userId),
    words: wordsOf(prompt),
  }));
  const rowsOf = (json: string) =>
    db
      .selectFrom(sql<{ value: string }>`json_each(${json})`.as("entry"))
      .crossJoin("generation_history")
      .where("generation_history.deleted_at", "is", null)
      .where("generation_history.id", "=", sql<string>`entry.value ->> 'id'`)
      .where("user_id", "=", sql<string>`entry.value ->> 'user'`);
  const entry = entryOf(sql`(entry.value ->> 'key')`, sql`(entry.value ->> 'words')`);
  return inPieces(entries).flatMap((piece) => [
    db.deleteFrom("search").where("rowid", "in", rowsOf(piece).select("position")),
    db
      .insertInto("search")
      .columns(["rowid", "words"])
      .expression(rowsOf(piece).select(["position", entry.as("words")])),
  ]);
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
function inPieces(entries: { words: string }[]): string[] {
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
    .where("rowid", "=", () =>
      livingOrDeleted(db).select("position").where("id", "=", id).where("user_id", "=", userId),
    );
}

/** What the index is asked for: each word and tag quoted, so that nothing typed is an operator; null for everything. */
export function matchOf(userId: string, { terms, tags }: Wanted): string | null {
  const key = keyOf(userId);
  const all = [...terms.map((term) => questionFor(term, key)), ...tags.map((tag) => `"${key}${tag}"`)];
  return all.length === 0 ? null : all.join(" AND ");
}

/** An entry of the index: words and tags, each behind the owner's key. */
function entryOf(key: RawBuilder<string>, words: RawBuilder<string>) {
  return sql<string>`${key} || replace(${words}, ' ', ' ' || ${key}) || ${tagsOf(key)}`;
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
