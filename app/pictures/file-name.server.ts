/** Long enough to know a picture by, short enough for any file system in any script. */
const LONGEST_NAME = 60;

/** Twice the name of a picture's file: for every program, and for all that can read more. */
export function pictureName(prompt: string, contentType: string): { ascii: string; encoded: string } {
  const extension = extensionOf(contentType);
  return {
    ascii: `${words(prompt.normalize("NFKD"), /[^a-zA-Z0-9]+/g)}.${extension}`,
    encoded: `${encodeURIComponent(promptWords(prompt))}.${extension}`,
  };
}

/** What a picture is about, in a name: letters and digits of any script. */
export function promptWords(prompt: string): string {
  return words(prompt, /[^\p{L}\p{N}]+/gu);
}

export function extensionOf(contentType: string): string {
  return contentType.replace("image/", "").replace("jpeg", "jpg");
}

function words(prompt: string, separators: RegExp): string {
  const name = [...prompt.replace(separators, "-")]
    .slice(0, LONGEST_NAME)
    .join("")
    .replace(/^-+|-+$/g, "");
  return name || "picture";
}
