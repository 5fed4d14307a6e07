/** The address that a request asks for; no other place reads a request's `url`. */
export function addressOf({ url }: Pick<Request, "url">): URL {
  return new URL(url);
}
