const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Lower case only: the one form in which ids are made here. */
export function isUuid(text: string | undefined): text is string {
  return text !== undefined && UUID.test(text);
}
