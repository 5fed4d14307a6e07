import type { Letter } from "../compose.server";
import type { Sender } from "./delivery";

/** An encoded word has 75 characters at most (RFC 2047), of which base64 leaves this many bytes. */
const BYTES_A_WORD = 45;

/** Headers of a mail that a machine writes: no holiday note answers it. */
export const OF_A_MACHINE = { "Auto-Submitted": "auto-generated" };

/** The headers that name people and the subject. What could end a line is not in them: see `isSendable`. */
export function mailHeaders(from: Sender, { id, to, subject }: Letter): Record<string, string> {
  return {
    From: `${encodedName(from.name)} <${from.email}>`,
    To: `<${to}>`,
    Subject: encoded(subject),
    // The same for each try, so that who is sent it twice sees it once.
    "Message-ID": `<${id}@${from.email.split("@").at(-1)}>`,
    ...OF_A_MACHINE,
  };
}

/** Whether an address may stand in a header and in a command: no sign that would end either, or name a second reader. */
export function isSendable(address: string): boolean {
  return /^[!-~]+@[!-~]+$/.test(address) && !/[<>(),;:\\"[\]]/.test(address);
}

/** A name before an address, for whoever encodes it themselves: in quotes no comma or bracket means anything. */
export function asPhrase(name: string): string {
  return /^[\p{L}\p{M}\p{N} ]*$/u.test(name) ? name : quoted(name);
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, "\\$&")}"`;
}

function encodedName(name: string): string {
  return /^[ -~]*$/.test(name) ? quoted(name) : encoded(name);
}

/** Text beyond ASCII as encoded words, one a line, none of which cuts a character in two. */
function encoded(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  const words: string[] = [];
  let word = "";
  for (const character of text) {
    if (Buffer.byteLength(word + character) > BYTES_A_WORD) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString("base64")}?=`).join("\r\n ");
}
