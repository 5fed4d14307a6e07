import { MINUTE, timestamp } from "~/platform/clock.server";
import type { Picture } from "../keep.server";

/** The most pixels of which a thumbnail is made: what 4K models give. A larger picture is shown whole. */
const MOST_PIXELS = 4096 * 4096;
/**
 * Columns of a new image. Whoever stored it tries to make its thumbnail first, when the visitor has the answer; the sweep
 * takes over when that came to nothing.
 */
export function thumbnailWanted({ width, height }: Picture) {
  return { thumbnail_due_at: width * height <= MOST_PIXELS ? timestamp(MINUTE) : null };
}
