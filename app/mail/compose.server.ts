import { secretOf, type Token } from "~/accounts/recovery/tokens.server";
import { isMailKind, type MailKind } from "~/mail/outbox/mails.server";
import { linkOrigin } from "~/platform/mail-settings.server";
import type { Settings } from "~/platform/settings.server";
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES } from "~/platform/text/languages";
import { wordsIn } from "~/words/words.server";

/** A row of the outbox, with the token of its link. */
export type MailRow = {
  id: string;
  kind: string;
  email: string;
  language: string;
  account: string;
  tokenId: string | null;
  purpose: Token["purpose"] | null;
  /** The purchase that the mail is about. */
  purchaseId: string | null;
  /** What an operator answered to the report that the mail is about. */
  answer: string | null;
};

/** A mail as it is sent. Nothing keeps it: it is written out anew each time. */
export type Letter = { id: string; to: string; subject: string; text: string; html: string; link: string };

/** Where the link of each kind leads; what needs a secret names the path before it. */
const PATHS: Record<MailKind, string> = {
  reset: "/reset/",
  password_changed: "/forgot",
  confirm: "/confirm/",
  have_account: "/login",
  new_email: "/confirm/",
  email_changed: "/undo/",
  factor_on: "/forgot",
  factor_off: "/forgot",
  recovery_codes_made: "/forgot",
  recovery_code_used: "/forgot",
  way_added: "/account/ways",
  way_removed: "/account/ways",
  leaving: "/login",
  receipt: "/purchases/",
  budget_warning: "/operator",
  passkey_added: "/account/passkeys",
  passkey_removed: "/account/passkeys",
  report_answered: "/",
  taken_down: "/history",
};

/** Writes a mail out in the language of its reader, with the one link in it; null for a kind that this version does not know. */
export function compose(row: MailRow, settings: Settings): Letter | null {
  if (!isMailKind(row.kind)) return null;
  const language = isLanguage(row.language) ? row.language : DEFAULT_LANGUAGE;
  const { mail } = wordsIn(language);
  const { button, rest, ...words } = mail[row.kind];
  const { SITE_NAME: site } = settings;
  const link = linkOrigin(settings) + PATHS[row.kind] + (row.purchaseId ?? secretIn(row, settings));
  const subject = words.subject(site);
  const first = words.lead({ site, account: row.account, address: row.email, answer: row.answer ?? "" });
  const why = mail.why(site, row.email, contactIn(settings));
  return {
    ...{ id: row.id, to: row.email, subject, link },
    text: [first, `${mail.leads(button)}\n${link}`, rest, `${SIGNATURE}\n${why}`].join("\n\n").concat("\n"),
    html: asHtml({ language, subject, first, button, link, rest, why }),
  };
}

/** How the site's people are reached, as mail programs make a link of it; null where nobody says. */
function contactIn({ CONTACT }: Settings): string | null {
  return CONTACT?.href.replace(/^mailto:/, "") ?? null;
}

function secretIn({ tokenId, purpose }: MailRow, settings: Settings): string {
  return tokenId && purpose ? secretOf({ id: tokenId, purpose }, settings.SESSION_SECRETS) : "";
}

/** Mail programs know by this line that what follows is no part of the message. */
const SIGNATURE = "-- ";

type Parts = Record<"language" | "subject" | "first" | "button" | "link" | "rest" | "why", string>;

function asHtml(parts: Parts): string {
  const { language, subject, first, button, link, rest, why } = escaped(parts);
  const { direction } = LANGUAGES[parts.language as keyof typeof LANGUAGES];
  return [
    "<!doctype html>",
    `<html lang="${language}" dir="${direction}">`,
    `<head><meta charset="utf-8"><title>${subject}</title></head>`,
    "<body>",
    `<p>${first}</p>`,
    `<p><a href="${link}"><b>${button}</b></a></p>`,
    `<p>${rest}</p>`,
    `<hr>\n<p><small>${why}</small></p>`,
    "</body>",
    "</html>\n",
  ].join("\n");
}

/** Every part as text of HTML: an address may have an apostrophe or an ampersand in it. */
function escaped(parts: Parts): Parts {
  const entries = Object.entries(parts).map(([name, text]) => [
    name,
    text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  ]);
  return Object.fromEntries(entries);
}
