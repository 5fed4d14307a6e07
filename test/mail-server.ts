import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** The certificate that tests serve with, and its key: `npm start` trusts it when NODE_EXTRA_CA_CERTS names it. */
const CERTIFICATE = resolve("test/localhost.pem");

export type Received = ParsedMail & { raw: string };
export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

type Refusal = { code: number; at: "RCPT" | "DATA" };

/** A real SMTP server on a free port. It takes mails, or says no to them as `refuse` tells it. */
export async function startMailServer({
  isSecure = false,
  hasStartTls = false,
  password,
  ...options
}: SMTPServerOptions & { isSecure?: boolean; hasStartTls?: boolean; password?: string } = {}) {
  const mails: Received[] = [];
  const logins: string[] = [];
  let refusals: Refusal[] = [];
  let asked = 0;
  const pem = await readFile(CERTIFICATE);
  const refusedAt = (place: Refusal["at"]): Error | null => {
    if (refusals[0]?.at !== place) return null;
    const { code } = refusals.shift() as Refusal;
    return Object.assign(new Error("of the tests"), { responseCode: code });
  };
  const server = new SMTPServer({
    ...{ secure: isSecure, cert: pem, key: pem, logger: false, authMethods: ["PLAIN", "LOGIN"] },
    allowInsecureAuth: true,
    disabledCommands: [...(hasStartTls ? [] : ["STARTTLS"]), ...(password ? [] : ["AUTH"])],
    onAuth: (auth, _, done) => {
      logins.push(`${auth.method} ${auth.username}`);
      if (auth.password === password) done(null, { user: auth.username });
      else done(Object.assign(new Error("wrong"), { responseCode: 535 }));
    },
    onRcptTo: (_, __, done) => {
      asked++;
      done(refusedAt("RCPT"));
    },
    onData: (stream, _, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", async () => {
        const raw = Buffer.concat(parts);
        const refused = refusedAt("DATA");
        if (!refused) mails.push({ ...(await simpleParser(raw)), raw: raw.toString("latin1") });
        done(refused);
      });
    },
    ...options,
  });
  // A client that hangs up in the middle is no matter of the server's.
  server.on("error", () => {});
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    mails,
    logins,
    /** How often a mail was tried to be sent here. */
    asked: () => asked,
    /** Refuses the next mails, one after the other. */
    refuse: (...next: Refusal[]) => {
      refusals = next;
    },
    /** The mails to one address so far. */
    to: (address: string) => mails.filter(({ to }) => [to].flat().some((one) => one?.text.includes(address))),
    stop: () => new Promise<void>((ended) => server.close(() => ended())),
  };
}

/** The links in a mail's text, as paths of ours. */
export function pathIn(mail: ParsedMail | undefined): string {
  const link = mail?.text?.match(/https?:\/\/\S+/)?.[0] ?? "";
  return link && new URL(link).pathname;
}
