import { isUuid } from "~/platform/ids.server";

/** What a query found. @throws a 404 response for nothing: queries return null, since only routes speak HTTP. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Response(null, { status: 404 });
  return value;
}

/** The id in a route's path. @throws a 404 response for text that cannot be one, which no query need see. */
export function idIn({ id }: { id?: string | undefined }): string {
  return found(isUuid(id) ? id : null);
}
