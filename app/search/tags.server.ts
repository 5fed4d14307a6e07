import { type RawBuilder, sql } from "kysely";
import { RATIOS, SIZES } from "~/models/ratios";
import type { StatusGroup } from "./filters";

/** A word of the index that says what a generation is. No prompt's word has a "_" in it, so that none can pretend to be a tag. */
export type Tag = `_${string}`;

export const FAVORITE: Tag = "_favorite";
export const EDITED: Tag = "_edited";
export const SHARED: Tag = "_shared";
export const ofModel = (id: string): Tag => `_${id}`;
export const inState = (group: StatusGroup): Tag => `_${group}`;
/** A ":" would part the tag. */
export const inRatio = (ratio: keyof typeof SIZES): Tag => `_ratio-${ratio.replace(":", "-")}`;

/** It ends with a sign, which the stemmer leaves alone, unlike some letters. */
export const inCollection = (id: string): Tag => `_in/${id}/`;

/** The tags that a row of `generation_history` and those that refer to it tell, each behind its owner's key. */
export function tagsOf(key: RawBuilder<string>) {
  const tag = (name: RawBuilder<unknown>) => sql<string>`' ' || ${key} || ${name}`;
  const lit = (name: Tag) => tag(sql.lit(name));
  return sql<string>`
    ${tag(sql`'_' || generation_history.model`)} ||
    ${tag(sql`'_' || CASE WHEN generation_history.status IN ('reserved', 'running', 'saving') THEN 'open' ELSE generation_history.status END`)} ||
    CASE generation_history.favorite WHEN 1 THEN ${lit(FAVORITE)} ELSE '' END ||
    CASE WHEN generation_history.input_id IS NULL THEN '' ELSE ${lit(EDITED)} END ||
    CASE WHEN EXISTS (SELECT 1 FROM shares WHERE shares.generation_id = generation_history.id)
      THEN ${lit(SHARED)} ELSE '' END ||
    coalesce((
      SELECT group_concat(${tag(ITS_COLLECTION)}, '') FROM collection_members
      WHERE collection_members.position = generation_history.position
    ), '') ||
    coalesce((SELECT ${tag(NEAREST_RATIO)} FROM images WHERE images.id = generation_history.image_id), '')`;
}

const ITS_COLLECTION = sql.raw(`'${inCollection("' || collection_id || '")}'`);

/** The tag of the ratio that is closest to a picture's form, as `nearestRatio` finds it. */
const NEAREST_RATIO = sql.raw(
  `CASE ${fromNarrow()
    .map(({ ratio, upTo }) => `WHEN width <= height * ${upTo} THEN '${inRatio(ratio)}'`)
    .join(" ")} END`,
);

/** Every ratio from narrow to wide, with the form up to which it is the nearest: half way to the next, in proportion. */
function fromNarrow() {
  const all = RATIOS.map((ratio) => ({ ratio, form: SIZES[ratio][0] / SIZES[ratio][1] })).sort(
    (a, b) => a.form - b.form,
  );
  return all.map(({ ratio, form }, index) => {
    const next = all[index + 1];
    return { ratio, upTo: next ? Math.sqrt(form * next.form) : 1e6 };
  });
}
