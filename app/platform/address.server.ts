/** The address that was asked for: the only place that reads a request's `url`. */
export function addressOf({ url }: Pick<Request, "url">): URL {
  return new URL(url);
}
