import type { CreditEntries } from "~/platform/schema";
import type { Words } from "./words";

/** What an entry of the ledger is called; an operator gives and takes by one kind, which the amount tells apart. */
export function entryName(
  { credits }: Pick<Words, "credits">,
  { kind, amount }: { kind: CreditEntries["kind"]; amount: number },
): string {
  return kind === "grant" && amount < 0 ? credits.taken : credits.kinds[kind];
}
