import { sql } from "kysely";
import { DAY, HOUR, MINUTE, timestamp } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { compose, type MailRow } from "./compose.server";
import {
  GIVE_UP_AFTER_HOURS,
  GIVEN_UP_DAYS,
  LONGEST_WAIT_MINUTES,
  MAILS_A_RUN,
  OUTBOX_DAYS,
  SENDING_MINUTES,
} from "./limits";
import type { Delivery, Transport } from "./transports/delivery";
import { isSendable } from "./transports/mail-headers.server";
import { transportFor } from "./transports/transport.server";

type Claimed = MailRow & { attempts: number; created_at: string; isOver: boolean };

/** Sends the mails that are due, one after the other, until none is left or nothing takes any; none without a transport. */
export async function sendDueMails(using: Services): Promise<number> {
  const transport = transportFor(using.settings);
  if (!transport) return 0;
  let sent = 0;
  for (let tried = 0; tried < MAILS_A_RUN; tried++) {
    const mail = await claim(using);
    if (!mail) break;
    const delivery = await deliver(using, transport, mail);
    await settle(using, mail, delivery);
    if (delivery.kind === "sent") sent++;
    if (delivery.kind === "unreachable") break;
  }
  return sent;
}

/** Sends what is due when the visitor has the answer; what that does not come to, the sweep does. */
export function sendSoon(using: Services): void {
  if (transportFor(using.settings)) using.later(async () => void (await sendDueMails(using)));
}

/** Takes the mail that is due the longest, so that nobody else sends it meanwhile. */
async function claim({ db }: Services): Promise<Claimed | null> {
  const now = timestamp();
  const claimed = await db
    .updateTable("mails")
    .set((mails) => ({
      attempts: mails("attempts", "+", 1),
      due_at: timestamp(SENDING_MINUTES * MINUTE),
    }))
    .where("id", "=", (query) =>
      query
        .selectFrom("mails as due")
        .select("due.id")
        .where("due.sent_at", "is", null)
        .where("due.due_at", "<=", now)
        .orderBy("due.due_at")
        .limit(1),
    )
    .returning([
      "id",
      "kind",
      "email",
      "language",
      "attempts",
      "created_at",
      "token_id as tokenId",
      "purchase_id as purchaseId",
    ])
    .returning([
      ofUser("email").as("account"),
      ofToken("purpose").as("purpose"),
      isOver(now).as("isOver"),
      ANSWER.as("answer"),
    ])
    .executeTakeFirst();
  return claimed ? { ...claimed, isOver: Boolean(claimed.isOver) } : null;
}

const ofUser = (column: "email") =>
  sql<string>`(SELECT ${sql.ref(column)} FROM users WHERE users.id = mails.user_id)`;
const ofToken = (column: "purpose") =>
  sql<MailRow["purpose"]>`(SELECT ${sql.ref(column)} FROM tokens WHERE tokens.id = mails.token_id)`;

const ANSWER = sql<string | null>`(SELECT answer FROM reports WHERE reports.id = mails.report_id)`;

/** Whether the link in a mail would not work any more: nobody needs to read it then. */
const isOver = (now: string) =>
  sql<number>`EXISTS (SELECT 1 FROM tokens WHERE tokens.id = mails.token_id AND (expires_at <= ${now}
    OR EXISTS (SELECT 1 FROM used_tokens WHERE used_tokens.token_id = tokens.id)))`;

async function deliver(using: Services, transport: Transport, mail: Claimed): Promise<Delivery> {
  if (mail.isOver) return { kind: "refused", reason: "link_is_over" };
  if (!isSendable(mail.email)) return { kind: "refused", reason: "address" };
  try {
    const letter = compose(mail, using.settings);
    if (!letter) return { kind: "put_off", reason: "kind_not_known" };
    return await using.timings.measure("mail", () => transport(letter));
  } catch {
    // Whatever breaks here has its end as every mail has, and keeps no other from going.
    return { kind: "put_off", reason: "broken" };
  }
}

/**
 * Notes what came of a mail. One that is given up is forgotten, but for its line in the log. Whoever was so slow that somebody
 * else has tried it since only notes that it was sent.
 */
async function settle({ db }: Services, mail: Claimed, delivery: Delivery): Promise<void> {
  const line = { mail: mail.id, kind: mail.kind, attempts: mail.attempts };
  if (delivery.kind === "sent") {
    log.info({ event: "mail_sent", ...line });
    await db.updateTable("mails").set({ sent_at: timestamp() }).where("id", "=", mail.id).execute();
    return;
  }
  const isTooOld = mail.created_at <= timestamp(-GIVE_UP_AFTER_HOURS * HOUR);
  if (delivery.kind === "refused" || isTooOld) {
    log.error({ event: "mail_given_up", ...line, reason: delivery.reason });
    const own = db.selectFrom("mails").where("id", "=", mail.id).where("attempts", "=", mail.attempts);
    await db.atomically([
      db
        .insertInto("mails_given_up")
        .columns(["id", "kind", "reason", "given_up_at"])
        .expression(
          own.select([
            ...(["id", "kind"] as const),
            ...[sql.val(delivery.reason).as("reason"), sql.val(timestamp()).as("given_up_at")],
          ]),
        )
        .onConflict((conflict) => conflict.doNothing()),
      db.deleteFrom("mails").where("id", "in", own.select("id")),
    ]);
    return;
  }
  log.warn({ event: "mail_put_off", ...line, reason: delivery.reason });
  const minutes = Math.min(2 ** (mail.attempts - 1), LONGEST_WAIT_MINUTES);
  await db
    .updateTable("mails")
    .set({ due_at: timestamp(minutes * MINUTE) })
    .where("id", "=", mail.id)
    .where("attempts", "=", mail.attempts)
    .execute();
}

/** Forgets mails that were sent a day ago, all that nobody will ask for any more, and links that have ended. */
export async function forgetOldMails({ db }: Services): Promise<void> {
  const aDayAgo = timestamp(-DAY);
  await db.atomically([
    db.deleteFrom("mails").where("sent_at", "is not", null).where("created_at", "<", aDayAgo),
    db.deleteFrom("mails").where("created_at", "<", timestamp(-OUTBOX_DAYS * DAY)),
    db.deleteFrom("mails_given_up").where("given_up_at", "<", timestamp(-GIVEN_UP_DAYS * DAY)),
    db.deleteFrom("tokens").where("expires_at", "<", aDayAgo),
  ]);
}
