const SHOWN_AGAIN = [
  ...["model", "prompt", "ratio", "size", "detail", "count", "seed"],
  ...["guidance", "steps", "strength", "elaborate", "outpaint", "parent", "collection"],
] as const;

/** The fields of an order as they were typed and chosen. */
export type OrderValues = Partial<Record<(typeof SHOWN_AGAIN)[number], string>>;

/** What was typed and chosen, from a form or from a URL, as it is to be shown again. */
export function orderValues(fields: FormData | URLSearchParams): OrderValues {
  const texts = SHOWN_AGAIN.map((name) => [name, fields.get(name)] as const).filter(
    (pair): pair is readonly [(typeof SHOWN_AGAIN)[number], string] =>
      typeof pair[1] === "string" && pair[1] !== "",
  );
  return Object.fromEntries(texts);
}
