import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import { pageOf, startGeneration } from "../start.server";
import { readOrder } from "./order-form.server";

/**
 * Orders what somebody asked for before they had an account, at the prices that they were shown. Returns the page of what
 * is made; null where it cannot be ordered as it stands, and they have to look at it.
 */
export async function orderDraft(using: Services, user: User, draft: string): Promise<string | null> {
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(draft)) form.append(name, value);
  const read = await readOrder(using, user, form);
  if (!read.ok) return null;
  const started = await startGeneration(using, user, read.order);
  return started.kind === "started" ? pageOf(started) : null;
}
