import type { ReactNode } from "react";
import { credit, pictures } from "../formats";

/** The words of what sells credits, and of what was bought. */
export const shop = {
  title: "Buy credits",
  /** What a buyer reads at Stripe that they buy. */
  product: (credits: number) => `${credit(credits)} for pictures`,
  pricesIn: "Prices in:",
  currencies: { usd: "US dollars", eur: "Euros", cny: "Renminbi" },
  /** What is paid for, and how much. */
  productAt: (product: string, price: string) => `${product}, ${price}`,
  plusTax: "Tax is added where there is one. Credits do not expire.",
  makes: (count: number, model: string) => `about ${pictures(count)} with ${model}`,
  buy: (credits: number) => `Buy ${credit(credits)}`,
  play: "This is the demo: the money is play money, and so are the credits.",
  orderWaits: "Your order for a picture is saved. Once the credits are paid, you come back to it.",
  owed: (credits: number) =>
    `A payment went back of which ${credit(credits)} had been spent already. What you buy settles that first; until then nothing can be made.`,
  notOffered: "This pack is not sold any more, so nothing was bought. These are.",
  tooOften: (when: ReactNode) => (
    <>You began too many purchases for now. Nothing was charged. You can buy again from {when}.</>
  ),

  leading: "On to paying",
  leadingText: "You are led to the page where you pay.",
  leadOn: "Go there now",
  silent: "The shop does not answer just now",
  silentText: "Nothing was charged. This page tries again by itself.",
  refuses: "The shop cannot sell this at the moment",
  refusesText: "Nothing was charged. Try again later. Whoever runs this site can read in the log why.",
  tryAgain: "Try again",
  backToCredits: "Back to credits",

  states: {
    paid: "Receipt",
    open: "Not paid yet",
    pending: "Your payment is on its way",
    unknown: "Your payment is being looked for",
    ended: "Not paid",
    refused: "Something is not right with this payment",
  },
  stateTexts: {
    open: "Nothing was charged.",
    pending: "The credits come as soon as it arrives. You can leave this page, they come all the same.",
    unknown:
      "The shop does not answer just now. If you paid, nothing is lost: the credits come by themselves.",
    ended: "Nothing was charged, and nothing will be.",
    refused:
      "What was paid is not what was ordered, so no credits were given. It is listed for whoever runs this site to look at.",
  },
  pay: "Pay now",

  number: "Receipt number",
  date: "Date",
  seller: "Seller",
  taxId: "Tax number",
  buyer: "Buyer",
  item: "What was bought",
  net: "Before tax",
  tax: "Tax",
  total: "Total paid",
  order: "Purchase",
  went: (kind: "refund" | "dispute"): string => (kind === "refund" ? "Refunded" : "Taken back by your bank"),
  cameBack: "came back",
  taken: (credits: number) => `${credit(credits)} taken back`,
  managed: "Stripe is the seller on record, and sends its own invoice by mail.",
  playReceipt: "Play money of the demo: nothing was paid.",
  /** A number as receipts carry it. */
  numbered: (number: number) => `F-${String(number).padStart(6, "0")}`,

  demo: {
    title: "Play money",
    lead: "This page stands in for Stripe’s. Nothing here costs anything.",
    total: "To pay",
    pay: "Pay",
    later: "Pay later",
    laterHint: "The money arrives after ten seconds, as with a bank transfer.",
    fail: "Fail",
    failHint: "The payment comes to nothing.",
    cancel: "Cancel",
    over: "There is nothing to pay here any more.",
  },
};
