import type { User } from "~/accounts/user";
import { startGeneration } from "~/generations/start.server";
import { deleteGenerations } from "~/history/deleted/delete.server";
import { removeForGood } from "~/history/deleted/remove.server";
import { anOrder, type World } from "./world";

/** A picture with its thumbnail in the store. */
export async function aPicture(using: World, user: User, fields: Parameters<typeof anOrder>[0] = {}) {
  const order = anOrder(fields);
  await startGeneration(using, user, order);
  await using.pictures.put(`thumbnails/${order.id}`, "small");
  return order;
}

/** Deletes these, and then for good. */
export async function deleteForGood(using: World, user: User, ids: string[]): Promise<void> {
  await deleteGenerations(using, user, ids);
  await removeForGood(using, user, ids);
}

export function rowOf({ db }: World, id: string) {
  return db.selectFrom("generation_history").selectAll().where("id", "=", id).executeTakeFirst();
}

/** How many of its objects the store has: picture and thumbnail. */
export async function stored({ pictures }: World, id: string): Promise<number> {
  const heads = ["pictures", "thumbnails"].map((kind) => pictures.head(`${kind}/${id}`));
  return (await Promise.all(heads)).filter(Boolean).length;
}
