/** The words of what pictures cost and brought, for whoever runs the site. */
export const money = {
  moneyOf: "Money",
  margins: "Cost and income by model",
  marginsText: (days: number) =>
    `The last ${days} days, in UTC and in dollars, up to a minute old. Income is what the spent credits were bought for; given ones brought nothing.`,
  dollars: {
    cost_micro_usd: "Cost",
    income_micro_usd: "Income",
    margin_micro_usd: "Margin",
    failed_micro_usd: "Cost of failures",
    canceled_micro_usd: "Cost of cancelling",
    free_micro_usd: "Cost of given credits",
  },
  dollarsOf: (dollars: number) => `${dollars < 0 ? "−" : ""}$${Math.abs(dollars).toFixed(3)}`,
  purchaseProblems: "Purchases to look at",
  purchaseProblemsText:
    "Paid otherwise than ordered: no credits were given. Look at them in Stripe’s Dashboard.",
  /** What was paid otherwise than ordered. */
  differs: { order: "order", amount: "amount", currency: "currency", livemode: "real money" },
  wasPaid: (name: string, ordered: string, paid: string) => `${name}: ${ordered} ordered, ${paid} paid`,
  purchases: "Purchases",
  receipt: "Receipt",
  purchaseStates: { open: "not paid", paid: "paid", ended: "ended unpaid", refused: "not as ordered" },
};
