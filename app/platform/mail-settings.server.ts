import * as z from "zod";

/** A mail server, as `SMTP_URL` names it. */
export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte on; without it STARTTLS is used where the server offers it. */
  isSecure: boolean;
  credentials: { username: string; password: string } | undefined;
};

/** The part of Cloudflare's `send_email` binding that is used here. */
export type EmailBinding = {
  send(mail: {
    from: { email: string; name: string };
    to: string;
    subject: string;
    text: string;
    html: string;
    headers: Record<string, string>;
  }): Promise<unknown>;
};

const PORTS = { "smtp:": 587, "smtps:": 465 };

/** `smtp://user:password@host:port`, of which only the scheme and the host must be there; null for anything else. */
function smtpServer(text: string): SmtpServer | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (protocol !== "smtp:" && protocol !== "smtps:") return null;
  if (!hostname || !/^\/?$/.test(pathname) || search || hash) return null;
  try {
    return {
      // An IPv6 address stands in brackets in an address only.
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port ? Number(port) : PORTS[protocol],
      isSecure: protocol === "smtps:",
      credentials: username
        ? { username: decodeURIComponent(username), password: decodeURIComponent(password) }
        : undefined,
    };
  } catch {
    return null;
  }
}

export const SmtpUrl = z.string().transform((text, context) => {
  const server = smtpServer(text);
  if (server) return server;
  context.addIssue({ code: "custom", message: "is not smtp://user:password@host:port or smtps://…" });
  return z.NEVER;
});

/** Whom mails are from: `Name <hello@example.com>`, or the address alone, without a name, which the site's stands in for. */
export const MailFrom = z.string().transform((text, context) => {
  const [, name = "", inBrackets] = text.match(/^([^<>"\p{Cc}]*)<([^<>]*)>$/u) ?? [];
  const address = z.email().safeParse(inBrackets ?? text);
  if (address.success) return { name: name.trim(), email: address.data };
  context.addIssue({ code: "custom", message: "is not an address, or Name <address>" });
  return z.NEVER;
});

type OfMail = {
  SMTP_URL?: unknown;
  RESEND_API_KEY?: unknown;
  EMAIL?: unknown;
  MAIL_FROM?: unknown;
  PUBLIC_ORIGIN?: string | undefined;
  SERVED_AT?: string | undefined;
};

/** Whether mails leave. The outbox page is no transport: nobody proves an address by it. */
export function hasTransport({ SMTP_URL, RESEND_API_KEY, EMAIL }: OfMail): boolean {
  return Boolean(SMTP_URL ?? RESEND_API_KEY ?? EMAIL);
}

/** Whether mails reach anybody: those they are for, or whoever runs the app on a machine of their own. */
export function mailsAreRead(settings: OfMail & { OUTBOX_KEY?: string | undefined }): boolean {
  return hasTransport(settings) || Boolean(settings.OUTBOX_KEY);
}

/** Where links in mails lead: never to the host that a request named, which anybody can make up. Empty: to the page's own. */
export function linkOrigin({ PUBLIC_ORIGIN, SERVED_AT }: OfMail): string {
  return PUBLIC_ORIGIN ?? SERVED_AT ?? "";
}

/** What mails need as soon as any leave. */
export function mailIsWhole(settings: OfMail, context: z.RefinementCtx): void {
  if (!hasTransport(settings)) return;
  const lacks = (name: string) =>
    context.addIssue({ code: "custom", path: [name], message: "is not set, and mails need it" });
  if (!settings.MAIL_FROM) lacks("MAIL_FROM");
  if (!linkOrigin(settings)) lacks("PUBLIC_ORIGIN");
}
