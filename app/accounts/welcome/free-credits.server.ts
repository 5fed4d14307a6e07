import { sql } from "kysely";
import { today } from "~/credits/allowances.server";
import { welcome } from "~/credits/ledger.server";
import type { Query } from "~/platform/db.server";
import { keyedHash } from "~/platform/keyed-hash.server";
import type { Services } from "~/services.server";
import { WELCOMES_FROM_A_NETWORK_A_DAY } from "../limits";
import { isDisposable, mailboxOf } from "./mailbox.server";

type Newcomer = {
  userId: string;
  address: string;
  /** From where in the network they are asked for; null where that is not known. */
  network: string | null;
  /** Whether they come to nobody but who is among the newcomers at that moment. */
  isNewcomer?: boolean;
};

/**
 * Queries that give somebody new the first credits: once for a mailbox, ever; a few times a day for one place in the
 * network, and so many a day for the site. Beyond that they give none, and undo nothing of what they are together with. The
 * first one returns a row when there are credits; there is no query at all where there can be none.
 */
export function freeCredits(
  { db, settings }: Services,
  { userId, address, network, isNewcomer = false }: Newcomer,
): Query[] {
  const { SIGNUP_CREDITS: amount, WELCOMES_A_DAY, SESSION_SECRETS: secrets } = settings;
  if (amount === 0 || isDisposable(address)) return [];
  const day = today();
  const keys = (text: string) => secrets.map((secret) => keyedHash(secret, `welcome:${text}`));
  const ofMailbox = keys(mailboxOf(address));
  const [networkKey = null] = network ? keys(network) : [];
  const isNew = isNewcomer
    ? sql<boolean>`EXISTS (SELECT 1 FROM newcomers WHERE user_id = ${userId})`
    : sql<boolean>`TRUE`;
  const claimed = sql`
    INSERT INTO welcomes (mailbox_key, user_id, amount, day, network_key)
    SELECT ${ofMailbox[0]}, ${userId}, ${amount}, ${day}, ${networkKey}
    WHERE ${isNew} AND NOT EXISTS (SELECT 1 FROM welcomes WHERE mailbox_key IN (${sql.join(ofMailbox)}))
      AND (SELECT count(*) FROM welcomes WHERE day = ${day}) < ${WELCOMES_A_DAY}
      AND (SELECT count(*) FROM welcomes WHERE day = ${day} AND network_key = ${networkKey}) < ${WELCOMES_FROM_A_NETWORK_A_DAY}
    RETURNING user_id`;
  const onlyIf = sql<boolean>`${isNew} AND EXISTS (SELECT 1 FROM welcomes WHERE user_id = ${userId})`;
  return [{ compile: () => claimed.compile(db) }, ...welcome(db, { userId, amount, onlyIf })];
}
