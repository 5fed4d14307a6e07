import type { ReactNode } from "react";
import type { Allowances, Left } from "~/credits/allowances.server";
import type { CreditEntries } from "~/platform/schema";
import { credit, formats } from "./formats";

const ofToday = ({ left, most }: Left) => `${formats.number(left)} of ${formats.number(most)}`;

/** The words of the page of credits, which shows the ledger. */
export const credits = {
  title: "Credits",
  balance: (credits: number) => `You have ${credit(credits)}.`,
  prices: (from: number) =>
    `A picture costs ${credit(from)} or more; one that the service fails to make costs nothing.`,
  none: "You have no credits left. What you made stays yours, and what the service fails to make gives its credit back.",
  today: ({ refusals, cancels }: Allowances) =>
    `Some pictures give their credit back as often as a day has it, beyond that it is kept: those that the safety filter blocks (${ofToday(refusals)} left today), and those that you cancel while they are being made (${ofToday(cancels)} left today). Canceling one that still waits is free.`,
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
  /** What is said of a picture that did not come and whose credit was kept. */
  kept: { moderated_kept: "blocked, credit kept", canceled_kept: "canceled, credit kept" },
  /** What each kind of the ledger's entries is for. */
  forPicture: (kind: string, picture: ReactNode) => (
    <>
      {kind}: {picture}
    </>
  ),
  deletedPicture: "deleted picture",
};
