import { type RawBuilder, sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import { hashOf, type SessionClaim } from "../sessions.server";

/** Whether the session of a cookie is still open, as a condition of SQL for what is asked together with who it is. */
export type OpenSession = RawBuilder<boolean>;

export function isSessionOpen({ id }: SessionClaim): OpenSession {
  return sql<boolean>`EXISTS (SELECT 1 FROM sessions WHERE id_hash = ${hashOf(id)} AND expires_at > ${timestamp()})`;
}
