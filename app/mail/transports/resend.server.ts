import { SECOND } from "~/platform/clock.server";
import type { Letter } from "../compose.server";
import { ANSWER_WITHIN_SECONDS } from "../limits";
import type { Delivery, Sender } from "./delivery";
import { asPhrase, OF_A_MACHINE } from "./mail-headers.server";

const ADDRESS = "https://api.resend.com/emails";

/** Statuses that say that this very mail is not as it should be; a key that is wrong can be mended, and the mail waits. */
const OF_THE_MAIL = [400, 413, 422];

/** Hands a mail to Resend, whose `Idempotency-Key` makes a second try of the same mail one mail (for a day). */
export async function throughResend(key: string, from: Sender, letter: Letter): Promise<Delivery> {
  try {
    const answer = await fetch(ADDRESS, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${key}`,
        "Content-Type": "application/json",
        "Idempotency-Key": letter.id,
      },
      body: JSON.stringify({
        ...{ from: `${asPhrase(from.name)} <${from.email}>`, to: [letter.to] },
        ...{ subject: letter.subject, text: letter.text, html: letter.html, headers: OF_A_MACHINE },
      }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_SECONDS * SECOND),
    });
    await answer.body?.cancel();
    if (answer.ok) return { kind: "sent" };
    const reason = `${answer.status}` as const;
    if (OF_THE_MAIL.includes(answer.status)) return { kind: "refused", reason };
    return { kind: answer.status === 409 ? "put_off" : "unreachable", reason };
  } catch {
    return { kind: "unreachable", reason: "no_answer" };
  }
}
