import type { ReactNode } from "react";
import type { Allowances, Left } from "~/credits/allowances.server";
import type { CreditEntries } from "~/platform/schema";
import { credit, formats, pictures } from "./formats";

const ofToday = ({ left, most }: Left) => `${formats.number(left)} of ${formats.number(most)}`;

/** The words of the page of credits, which shows the ledger. */
export const credits = {
  title: "Credits",
  balance: (credits: number) => `You have ${credit(credits)}.`,
  buys: "That is enough for:",
  buysWith: (count: number, model: string, price: number) =>
    `${pictures(count)} with ${model}, at ${credit(price)} each`,
  none: "What you made stays yours.",
  more: (credits: number) => `Give me ${formats.number(credits)} more`,
  ask: "Whoever runs this site can give you more.",
  today: ({ refusals, cancels }: Allowances) =>
    `If the image service fails to make a picture, its credits come back. They also come back, a few times a day, if the safety filter blocks it (${ofToday(refusals)} left today) or you cancel it while it is being made (${ofToday(cancels)} left today). Cancelling one that still waits is free.`,
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
    reversal: "Credits taken back, payment returned",
    reinstated: "Credits returned, payment stands",
    closing: "Account closed, credits ended",
  } satisfies Record<CreditEntries["kind"], string>,
  /** A grant of less than nothing. */
  taken: "Credits taken",
  /** What is said of a picture that did not come and whose credit was kept. */
  kept: { moderated_kept: "blocked, credit kept", canceled_kept: "cancelled, credit kept" },
  /** What each kind of the ledger's entries is for. */
  forPicture: (kind: string, picture: ReactNode) => (
    <>
      {kind}: {picture}
    </>
  ),
  deletedPicture: "deleted picture",
};
