import type { CreditEntries } from "~/platform/schema";

const KINDS: Record<CreditEntries["kind"], string> = {
  welcome: "Welcome credits",
  generation: "Picture",
  refund: "Credit back, no picture",
  grant: "Credits given",
  purchase: "Credits bought",
};

/** What an entry is for, as the ledger and the receipts say it. */
export function entryText(kind: CreditEntries["kind"]): string {
  return KINDS[kind];
}

/** Such an entry always had a picture, though it may be deleted since. */
export function isForPicture(kind: CreditEntries["kind"]): boolean {
  return kind === "generation" || kind === "refund";
}

/** With a real minus sign, which is as wide as the plus. */
export function signed(amount: number): string {
  return amount > 0 ? `+${amount.toLocaleString("en")}` : `−${Math.abs(amount).toLocaleString("en")}`;
}
