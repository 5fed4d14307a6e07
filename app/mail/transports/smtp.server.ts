import { SECOND } from "~/platform/clock.server";
import type { SmtpServer } from "~/platform/mail-settings.server";
import type { Letter } from "../compose.server";
import { ANSWER_WITHIN_SECONDS } from "../limits";
import type { Delivery, Sender } from "./delivery";
import { mailHeaders } from "./mail-headers.server";

type Library = typeof import("worker-mailer");
type Mailer = import("worker-mailer").WorkerMailer;

/** Hands a mail to an SMTP server, over a connection of its own. */
export async function throughSmtp(server: SmtpServer, from: Sender, letter: Letter): Promise<Delivery> {
  const { LogLevel, WorkerMailer } = await library();
  let mailer: Mailer | undefined;
  try {
    mailer = await WorkerMailer.connect({
      ...{ host: server.host, port: server.port, secure: server.isSecure },
      ...(server.credentials && { credentials: asBytes(server.credentials), authType: ["plain", "login"] }),
      ...{ logLevel: LogLevel.NONE, socketTimeoutMs: ANSWER_WITHIN_SECONDS * SECOND },
      dsn: { RET: { HEADERS: true }, NOTIFY: { FAILURE: true } },
    });
    await mailer.send({
      ...{ from, to: letter.to, subject: letter.subject, text: letter.text, html: letter.html },
      headers: mailHeaders(from, letter),
    });
    return { kind: "sent" };
  } catch (error) {
    return whatCameOf(error, mailer !== undefined);
  } finally {
    // What was taken is taken, whatever becomes of the goodbye.
    await mailer?.close().catch(() => {});
  }
}

/** The library takes each character for a byte; a password may have letters beyond that, which are sent as UTF-8. */
function asBytes({ username, password }: NonNullable<SmtpServer["credentials"]>) {
  const bytes = (text: string) => Buffer.from(text).toString("latin1");
  return { username: bytes(username), password: bytes(password) };
}

/** Only what the server says of the mail itself is the mail's fault: a wrong password is the owner's, and can be mended. */
function whatCameOf(error: unknown, isConnected: boolean): Delivery {
  if (error instanceof InTheClear) return { kind: "unreachable", reason: "no_tls" };
  const message = error instanceof Error ? error.message : "";
  const code = message.match(/[: ]([45]\d\d)[ -]/)?.[1] as `${number}` | undefined;
  if (!isConnected || !code) return { kind: "unreachable", reason: code ?? "no_answer" };
  return code.startsWith("5") ? { kind: "refused", reason: code } : { kind: "put_off", reason: code };
}

let loaded: Promise<Library> | undefined;

/** The library is loaded when there is something to send: it names a module that only workerd has. */
function library(): Promise<Library> {
  loaded ??= import("worker-mailer").then((library) => {
    const { prototype } = library.WorkerMailer;
    const { auth, write } = prototype as unknown as Replaced;
    Object.assign(prototype, { read, auth: behindTls(auth), write: folded(write) });
    return library;
  });
  return loaded;
}

type Replaced = { auth: (this: Session) => Promise<void>; write: (text: string) => Promise<void> };

/** The library names its boundaries in lines of 116 characters; beside RFC 5322's 78 such a line is folded. */
function folded(write: Replaced["write"]): Replaced["write"] {
  // In what is quoted-printable no sign of equality stands bare: only the library's own lines have this.
  return function (this: unknown, text) {
    return write.call(this, text.replaceAll('; boundary="', ';\r\n boundary="'));
  };
}

/**
 * Reads one reply, which ends with a line whose code no hyphen follows. It stands in the place of the library's own
 * (1.2.1), which goes on reading for ever, without a pause, from a server that has hung up.
 */
async function read(this: { reader: ReadableStreamDefaultReader<Uint8Array> }): Promise<string> {
  const decoder = new TextDecoder();
  for (let reply = ""; ; ) {
    const { value, done } = await this.reader.read();
    if (done) throw new Error("The server has hung up.");
    reply += decoder.decode(value, { stream: true });
    if (/(^|\n)\d{3}(?!-)[^\n]*\n$/.test(reply)) return reply;
  }
}

/** What the library knows of a session when it comes to the password; it has begun TLS wherever the server offers that. */
type Session = { credentials?: unknown; secure: boolean; supportsStartTls: boolean };

/** Thrown instead of sending a password that anybody on the way could read. */
class InTheClear extends Error {
  override readonly name = "InTheClear";
}

/** Whoever stands between can take the offer of TLS out of what a server says: without TLS there is no password. */
function behindTls(auth: (this: Session) => Promise<void>) {
  return async function (this: Session): Promise<void> {
    if (this.credentials && !this.secure && !this.supportsStartTls) throw new InTheClear();
    return auth.call(this);
  };
}
