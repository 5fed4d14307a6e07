import { makeZip } from "client-zip";
import type { User } from "~/accounts/user";
import { budgetFor } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import type { Picture } from "~/downloads/pictures.server";
import { filesOf } from "~/downloads/zip.server";
import type { Services } from "~/services.server";
import { EXPORTS } from "../limits";
import { accountOf, purchasesOf } from "./account.server";
import { type brought, filesOfBrought } from "./brought.server";
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
 * A zip of all that is somebody's: account, ledger, links, collections, purchases, these pictures with their manifest, and
 * these files that were brought.
 * It is made while it is read.
 */
export function everythingOf(
  using: Services,
  request: Request,
  user: User,
  taken: Taken,
): ReadableStream<Uint8Array> {
  return makeZip(all(using, request, user, taken), { buffersAreUTF8: true });
}

type Taken = { pictures: Picture[]; files: Files };
type Files = Awaited<ReturnType<typeof brought>>["files"];

/** A zip of pictures that somebody brought. */
export function broughtZip(using: Services, files: Files): ReadableStream<Uint8Array> {
  return makeZip(filesOfBrought(using, files), { buffersAreUTF8: true });
}

async function* all(using: Services, request: Request, user: User, { pictures, files }: Taken) {
  yield { name: "account.json", input: asJson(await accountOf(using, request, user)) };
  yield { name: "purchases.json", input: asJson(await purchasesOf(using, user)) };
  yield { name: "collections.json", input: asJson(await collections(using, request, user)) };
  yield { name: "collections.csv", input: csvOf(members(using, user)) };
  yield { name: "shares.csv", input: csvOf(shares(using, request, user)) };
  yield { name: "ledger.csv", input: csvOf(ledger(using, request, user)) };
  if (pictures.length > 0) yield* filesOf(using, pictures, { prompt: true });
  yield* filesOfBrought(using, files);
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
