/** What an address of the history says, by name: filters, search, order. */
export type Values = Record<string, string>;

/** The address of the list with some of what it says changed, from where it begins; null takes something away. */
export function listWith(values: Values, change: Record<string, string | null> = {}): string {
  const changed = Object.entries({ ...values, ...change }).filter(([, value]) => value !== null) as [
    string,
    string,
  ][];
  const query = new URLSearchParams(changed);
  return query.size > 0 ? `/history?${query}` : "/history";
}

/** What narrows the list: all but its order, and the collection that it is of, which is a place of its own. */
export function narrowing({ order: _, collection: __, ...filters }: Values): Values {
  return filters;
}

/** The address of the whole list, or of the whole collection that is looked at. */
export function wholeList({ collection }: Values): string {
  return listWith(collection ? { collection } : {});
}
