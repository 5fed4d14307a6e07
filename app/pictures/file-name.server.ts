import { plainLetters } from "~/platform/text/letters.server";
import { shortened, withoutInvisible } from "~/platform/text/text.server";

/** The longest file name with its extension, in bytes of UTF-8: file systems take 255, and some tools add to a name. */
const LONGEST_NAME_BYTES = 200;
/** How much of a prompt is in a name, in characters as people see them: enough to know a picture by. */
const LONGEST_WORDS = 60;

/** The name of a file for every program, and once more for all that can read other letters. */
export type FileName = { ascii: string; full?: string };

type Picture = { id: string; prompt: string; content_type: string; created_at: string };

/** The name of a picture that is saved alone. */
export function pictureName({ prompt, content_type }: Pick<Picture, "prompt" | "content_type">): FileName {
  const end = `.${extensionOf(content_type)}`;
  return { ascii: named("", asciiWords(prompt), end), full: named("", words(prompt), end) };
}

/** The name of a picture among others: by date, what it shows, and enough of the id that no two are the same. */
export function nameAmongOthers({ id, prompt, content_type, created_at }: Picture): string {
  const end = `-${id.slice(-12)}.${extensionOf(content_type)}`;
  return named(`${created_at.slice(0, 10)}-`, words(prompt), end);
}

/** The name of a zip, by the site and the days that its pictures come from. */
export function zipName(site: string, pictures: Pick<Picture, "created_at">[]): FileName {
  const days = [pictures.at(0), pictures.at(-1)].map((picture) => picture?.created_at.slice(0, 10));
  return nameOfSite(site, `${[...new Set(days)].join("-to-")}.zip`);
}

/** The name of a file that comes from the site as a whole: the site's name, and what the file is. */
export function nameOfSite(site: string, rest: string): FileName {
  const named = (name: string) => `${name.toLowerCase() || "pictures"}-${rest}`;
  const [ascii, full] = [named(asciiWords(site)), named(words(site))];
  return ascii === full ? { ascii } : { ascii, full };
}

/** The value of Content-Disposition: programs take its second name if they can (RFC 6266). */
export function disposition(kind: "inline" | "attachment", { ascii, full }: FileName): string {
  const second = full === undefined ? "" : `; filename*=UTF-8''${encodeURIComponent(full)}`;
  return `${kind}; filename="${ascii}"${second}`;
}

function named(start: string, about: string, end: string): string {
  const bytes = LONGEST_NAME_BYTES - new TextEncoder().encode(start + end).length;
  const cut =
    shortened(about, { graphemes: LONGEST_WORDS, bytes }).replace(/[-\u200C\u200D]+$/, "") || "picture";
  return unreserved(start + cut) + end;
}

/** Windows keeps these names for devices, whatever their case, their extension or the form of their digit. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

function unreserved(stem: string): string {
  return DEVICE.test(stem.normalize("NFKC")) ? `picture-${stem}` : stem;
}

/** What a picture is about: letters with their marks, and digits, of any script. */
function words(prompt: string): string {
  const text = bare(prompt).normalize("NFC");
  return (text.match(/[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u200C\u200D]*[\p{L}\p{N}\p{M}])?/gu) ?? []).join("-");
}

/** What a picture is about in letters of ASCII; letters that have no likeness there are left out. */
function asciiWords(prompt: string): string {
  const text = plainLetters(bare(prompt)).normalize("NFKD").replace(/\p{M}/gu, "");
  return (text.match(/[a-zA-Z0-9]+/g) ?? []).join("-");
}

/** The prompt without invisible characters. A zero-width space parts words, as in Thai and Khmer, and becomes a space. */
function bare(prompt: string): string {
  return withoutInvisible(prompt.replaceAll("\u200B", " "));
}

function extensionOf(contentType: string): string {
  return contentType.replace("image/", "").replace("jpeg", "jpg");
}
