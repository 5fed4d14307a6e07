type Line = { event: string } & Record<string, unknown>;

/** One JSON object a line. Never a prompt, an address, a cookie, a token or what a foreign system wrote. */
export const log = {
  info: (line: Line) => console.log(JSON.stringify(line)),
  warn: (line: Line) => console.warn(JSON.stringify(line)),
  error: (line: Line) => console.error(JSON.stringify(line)),
};

/** The path of a request, without what lets somebody in: a shared link is as good as a key. */
export function loggedPath({ url }: Request): string {
  return new URL(url).pathname.replace(/^\/s\/[^/.]+/, "/s/-");
}
