import { type RawBuilder, sql } from "kysely";
import { anyOf } from "~/platform/ids.server";
import type { Services } from "~/services.server";

/**
 * SQL for whether somebody of `users` runs the site, 1 or 0: an operator made them one, or `npm run operator`, or
 * `OPERATORS` names their address and they have proved it. Who only joins with an address that is named there is nobody.
 */
export function isOperator({ settings }: Pick<Services, "settings">): RawBuilder<0 | 1> {
  return sql<0 | 1>`(
    EXISTS (SELECT 1 FROM operators WHERE operators.user_id = users.id)
    OR (users.email IN ${anyOf(settings.OPERATORS)} AND EXISTS (
      SELECT 1 FROM proved_addresses WHERE proved_addresses.user_id = users.id AND proved_addresses.email = users.email
    ))
  )`;
}

/** SQL for whether an operator keeps somebody out. `person` is a column with a person's id. */
export function isBlocked(person: string): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM blocks WHERE blocks.user_id = ${sql.ref(person)})`;
}

/** Query for all who run the site. They are found by their few rows and named addresses; nobody else's row is read. */
export function operatorsQuery(using: Services) {
  return using.db
    .selectFrom("users")
    .select(["users.id", "users.email"])
    .where(
      sql<boolean>`users.id IN (
        SELECT user_id FROM operators UNION SELECT id FROM users WHERE email IN ${anyOf(using.settings.OPERATORS)}
      )`,
    )
    .where(sql<boolean>`${isOperator(using)}`);
}
