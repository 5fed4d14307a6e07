import { canonicalAddress } from "../../app/accounts/email-address.server";
import { grant } from "../../app/credits/ledger.server";
import { refusedBy } from "../../app/platform/db.server";
import type { OldPerson } from "./columns";
import { Report } from "./report";
import type { Target } from "./target";
import { idOf, momentIn, textIn, wholeNumberIn } from "./values";

/** In the place of a hash: no password fits it, and a new one is chosen by "Forgot your password?". */
const NO_PASSWORD = "none";
/** The first moment of a person of whom nobody knows when they came. */
const LONG_AGO = "2000-01-01T00:00:00.000Z";

/** The ids here by what the old site's pictures name their owner by: the old id, and the address. */
export type Owners = Map<string, string>;

type Person = { id: string; address: string; credits: number; createdAt: string };

/**
 * Brings people with their balances, each in one batch: whoever is there already by an earlier run is left as they are, so
 * that it may be run again. An address under which somebody joined here is nobody's proof: such a person is left out.
 */
export async function bringPeople(
  { db }: Target,
  rows: OldPerson[],
): Promise<{ owners: Owners; report: Report }> {
  const owners: Owners = new Map();
  const report = new Report("People");
  for (const row of rows) {
    const which = textIn(row.address) || `id ${textIn(row.id)}`;
    const person = personOf(row);
    if (typeof person === "string") {
      report.leave(which, person);
      continue;
    }
    const came = await bring(db, person);
    if (came === "taken") {
      report.leave(which, "somebody else is here under this address");
      continue;
    }
    if (came === "brought") report.brought++;
    else report.known++;
    for (const name of [textIn(row.id), textIn(row.address)]) if (name) owners.set(name, person.id);
  }
  return { owners, report };
}

/** The person in a row, or why there is none. */
function personOf({ address: typed, credits, createdAt }: OldPerson): Person | string {
  const address = canonicalAddress(textIn(typed));
  if (!address) return textIn(typed) ? "this is no e-mail address" : "there is no e-mail address";
  const balance = textIn(credits) === "" ? 0 : wholeNumberIn(credits);
  if (balance === null || balance < 0) return `a balance of ${textIn(credits)} is none`;
  const since = momentIn(createdAt) ?? LONG_AGO;
  return { id: idOf(LONG_AGO, "person", address), address, credits: balance, createdAt: since };
}

async function bring(db: Target["db"], person: Person): Promise<"brought" | "known" | "taken"> {
  const { id, address: email, credits, createdAt } = person;
  const user = {
    id,
    email,
    password_hash: NO_PASSWORD,
    credits: 0,
    created_at: createdAt,
    updated_at: createdAt,
  };
  try {
    await db.atomically([
      db.insertInto("users").values(user),
      ...grant(db, { userId: id, amount: credits, reference: `import:${id}` }),
    ]);
    return "brought";
  } catch (error) {
    if (!refusedBy(error)) throw error;
  }
  const there = await db.selectFrom("users").select("email").where("id", "=", id).executeTakeFirst();
  return there ? "known" : "taken";
}
