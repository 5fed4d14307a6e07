import type { ReactNode } from "react";
import type { CreditEntries } from "~/platform/schema";
import { credit } from "./formats";

/** The words of the page of credits, which shows the ledger. */
export const credits = {
  title: "Credits",
  balance: (credits: number) => `You have ${credit(credits)}.`,
  prices: (from: number) => `A picture costs ${credit(from)} or more; one that fails costs nothing.`,
  none: "You have no credits left. What you made stays yours, and failed pictures give theirs back.",
  date: "Date",
  whatFor: "What for",
  amount: "Amount",
  balanceAfter: "Balance after",
  kinds: {
    welcome: "Welcome credits",
    generation: "Picture",
    refund: "Credit back, no picture",
    grant: "Credits given",
    purchase: "Credits bought",
  } satisfies Record<CreditEntries["kind"], string>,
  /** What each kind of the ledger's entries is for. */
  forPicture: (kind: string, picture: ReactNode) => (
    <>
      {kind}: {picture}
    </>
  ),
  deletedPicture: "deleted picture",
};
