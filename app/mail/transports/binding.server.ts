import type { EmailBinding } from "~/platform/mail-settings.server";
import type { Letter } from "../compose.server";
import type { Delivery, Sender } from "./delivery";
import { OF_A_MACHINE } from "./mail-headers.server";

/** The codes after which Cloudflare may take the same mail later. */
const LATER = ["E_RATE_LIMIT_EXCEEDED", "E_DAILY_LIMIT_EXCEEDED", "E_INTERNAL_SERVER_ERROR"];

/** Whether it is a code as Cloudflare writes them; anything else is not repeated in the log. */
function isCode(code: unknown): code is `E_${string}` {
  return typeof code === "string" && /^E_[A-Z_]+$/.test(code);
}

/** Hands a mail to Cloudflare's `send_email` binding, which makes Date, Message-ID and MIME itself. */
export async function throughBinding(
  binding: EmailBinding,
  from: Sender,
  { to, subject, text, html }: Letter,
): Promise<Delivery> {
  try {
    await binding.send({ from, to, subject, text, html, headers: OF_A_MACHINE });
    return { kind: "sent" };
  } catch (error) {
    const code = (error as { code?: unknown } | null | undefined)?.code;
    if (!isCode(code)) return { kind: "unreachable", reason: "no_answer" };
    return { kind: LATER.includes(code) ? "unreachable" : "refused", reason: code };
  }
}
