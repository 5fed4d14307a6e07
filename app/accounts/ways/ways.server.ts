import { sql } from "kysely";
import type { Settings } from "~/platform/settings.server";
import type { Services } from "~/services.server";
import { type Provider, type ProviderName, providersOf } from "../providers/providers.server";

/** How somebody gets into their account, and how they might. */
export type Ways = {
  hasPassword: boolean;
  hasPasskey: boolean;
  /** Other sites that know them, each with the address that they have there. */
  known: (ProviderName & { email: string | null })[];
  /** Sites that could come to know them. */
  others: ProviderName[];
};

export async function waysOf({ db, settings }: Services, userId: string): Promise<Ways> {
  const [[user], identities, keys] = await db.readTogether([
    db.selectFrom("users").select(hasPassword.as("hasPassword")).where("id", "=", userId),
    db.selectFrom("identities").select(["issuer", "email"]).where("user_id", "=", userId),
    db.selectFrom("passkeys").select("id").where("user_id", "=", userId).limit(1),
  ]);
  const providers = providersOf(settings);
  const of = ({ issuer }: Provider) => identities.find((identity) => identity.issuer === issuer);
  return {
    hasPassword: Boolean(user?.hasPassword),
    hasPasskey: keys.length > 0,
    known: providers.flatMap((provider) => {
      const identity = of(provider);
      return identity ? [{ id: provider.id, name: provider.name, email: identity.email }] : [];
    }),
    others: providers.filter((provider) => !of(provider)).map(({ id, name }) => ({ id, name })),
  };
}

/** Whether the account in the outer query has a password, by what its hash looks like. */
const hasPassword = sql<number>`users.password_hash LIKE 'scrypt$%'`;

/**
 * Whether somebody gets in without this site, or without this passkey: by a password, by another site that is still set up
 * here, or by another passkey. It joins the very batch that removes a way.
 */
export function hasWayBeside(
  userId: string,
  { issuer, passkey = "" }: { issuer?: string; passkey?: string },
  settings: Settings,
) {
  const others = providersOf(settings).filter((provider) => provider.issuer !== issuer);
  const known = sql.join([sql.lit(""), ...others.map((provider) => sql.val(provider.issuer))]);
  return sql<boolean>`(
    EXISTS (SELECT 1 FROM users WHERE users.id = ${userId} AND ${hasPassword})
    OR EXISTS (SELECT 1 FROM identities AS beside WHERE beside.user_id = ${userId} AND beside.issuer IN (${known}))
    OR EXISTS (SELECT 1 FROM passkeys AS beside WHERE beside.user_id = ${userId} AND beside.id <> ${passkey})
  )`;
}
