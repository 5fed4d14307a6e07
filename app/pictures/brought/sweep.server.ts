import { HOUR, timestamp } from "~/platform/clock.server";
import { anyOf } from "~/platform/ids.server";
import { moveSweep, sweepPosition } from "~/platform/sweep-positions.server";
import type { Services } from "~/services.server";
import { INPUTS, inputKey } from "../keys.server";
import { unusedInputs } from "../remove.server";

const INPUTS_A_RUN = 200;
/** How long a picture waits for the order that it was brought for. */
const UNUSED_AFTER = 24 * HOUR;

/**
 * The next stretch of a walk through all that visitors brought: removes what came to no order, and objects whose row is
 * gone, and says how many. An order that comes in between is refused by its reference to the row.
 */
export async function sweepInputs(using: Services): Promise<number> {
  const { pictures, timings } = using;
  const from = await sweepPosition(using.db, "inputs");
  const { objects, truncated } = await timings.measure("storage", () =>
    pictures.list({ prefix: INPUTS, startAfter: inputKey(from), limit: INPUTS_A_RUN }),
  );
  const ids = objects
    .filter(({ uploaded }) => uploaded.getTime() < Date.now() - UNUSED_AFTER)
    .map(({ key }) => key.slice(INPUTS.length));
  const unused = ids.length > 0 ? await withoutOrder(using, ids) : [];
  if (unused.length > 0) await timings.measure("storage", () => pictures.delete(unused.map(inputKey)));
  await moveSweep(using.db, "inputs", truncated ? (objects.at(-1)?.key.slice(INPUTS.length) ?? "") : "");
  return unused.length;
}

/** Which ids have no row, once the rows that no order refers to are deleted. */
async function withoutOrder({ db }: Services, ids: string[]): Promise<string[]> {
  await unusedInputs(db, ids).where("created_at", "<", timestamp(-UNUSED_AFTER)).execute();
  const rows = await db.selectFrom("inputs").select("id").where("id", "in", anyOf(ids)).execute();
  const kept = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !kept.has(id));
}
