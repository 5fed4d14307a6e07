/** The words of what all visitors are told, and of whether orders are taken, for whoever runs the site. */
export const site = {
  site: "Site",
  budgetIs: (used: number, most: number) =>
    `Today’s orders have used $${used.toFixed(2)} of $${most.toFixed(2)} (DAILY_BUDGET_USD).`,
  line: "A line on all pages",
  lineText: "Empty for none. Visitors who are not signed in see it within seconds.",
  inEnglish: "In English",
  inChinese: "In Chinese",
  saveLine: "Save",
  newOrders: "New orders",
  ordersAreOpen: "Orders are taken.",
  ordersAreClosed: "No new orders are taken. What was ordered before goes on.",
  whyInEnglish: "What visitors are told, in English",
  whyInChinese: "What visitors are told, in Chinese",
  close: "Take no new orders",
  openAgain: "Take orders again",
};
