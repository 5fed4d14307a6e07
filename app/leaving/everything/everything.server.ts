import { makeZip } from "client-zip";
import type { User } from "~/accounts/user";
import { budgetFor } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import type { Picture } from "~/downloads/pictures.server";
import { filesOf } from "~/downloads/zip.server";
import type { Services } from "~/services.server";
import { EXPORTS } from "../limits";
import { accountOf, purchasesOf } from "./account.server";
import { csvOf } from "./lists.server";
import { collections, ledger, members, shares } from "./own-lists.server";

/** Whether somebody may have all that is theirs once more, which is counted, and otherwise when. */
export function mayTakeAll(using: Services, user: User): Promise<{ taken: boolean; againAt: string }> {
  return take(using, [exportsOf(using.settings, user.id)]);
}

/** How often one person takes everything. */
export function exportsOf({ SESSION_SECRETS }: Services["settings"], userId: string) {
  return budgetFor(`export of ${userId}`, EXPORTS, SESSION_SECRETS);
}

/**
 * A zip of all that is somebody's: account, ledger, links, collections, purchases, and these pictures with their manifest.
 * It is made while it is read.
 */
export function everythingOf(
  using: Services,
  request: Request,
  user: User,
  pictures: Picture[],
): ReadableStream<Uint8Array> {
  return makeZip(all(using, request, user, pictures), { buffersAreUTF8: true });
}

async function* all(using: Services, request: Request, user: User, pictures: Picture[]) {
  yield { name: "account.json", input: asJson(await accountOf(using, request, user)) };
  yield { name: "purchases.json", input: asJson(await purchasesOf(using, user)) };
  yield { name: "collections.json", input: asJson(await collections(using, request, user)) };
  yield { name: "collections.csv", input: csvOf(members(using, user)) };
  yield { name: "shares.csv", input: csvOf(shares(using, request, user)) };
  yield { name: "ledger.csv", input: csvOf(ledger(using, request, user)) };
  if (pictures.length > 0) yield* filesOf(using, pictures, { prompt: true });
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
