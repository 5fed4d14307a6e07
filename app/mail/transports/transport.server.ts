import { hasTransport } from "~/platform/mail-settings.server";
import type { Settings } from "~/platform/settings.server";
import { throughBinding } from "./binding.server";
import type { Transport } from "./delivery";
import { throughResend } from "./resend.server";
import { throughSmtp } from "./smtp.server";

/** The transport that the settings name, the first of several; null where mails cannot leave. */
export function transportFor(settings: Settings): Transport | null {
  const { SMTP_URL, RESEND_API_KEY, EMAIL, MAIL_FROM } = settings;
  if (!hasTransport(settings) || !MAIL_FROM) return null;
  if (SMTP_URL) return (letter) => throughSmtp(SMTP_URL, MAIL_FROM, letter);
  if (RESEND_API_KEY) return (letter) => throughResend(RESEND_API_KEY, MAIL_FROM, letter);
  return EMAIL ? (letter) => throughBinding(EMAIL, MAIL_FROM, letter) : null;
}
