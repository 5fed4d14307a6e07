import type { money as english } from "../../../en/running/operator/money";

/** The words of what pictures cost and brought, for whoever runs the site. */
export const money: typeof english = {
  moneyOf: "收支",
  margins: "各模型的成本与收入",
  marginsText: (days) =>
    `最近 ${days} 天，按 UTC 和美元计，最多滞后 1 分钟。收入是所用积分的购买价，赠送的积分没有收入。`,
  dollars: {
    cost_micro_usd: "成本",
    income_micro_usd: "收入",
    margin_micro_usd: "毛利",
    failed_micro_usd: "失败的成本",
    canceled_micro_usd: "取消的成本",
    free_micro_usd: "赠送积分的成本",
  },
  dollarsOf: (dollars) => `${dollars < 0 ? "−" : ""}$${Math.abs(dollars).toFixed(3)}`,
  purchaseProblems: "需要查看的购买",
  purchaseProblemsText: "付款与订单不符，积分尚未发放。在 Stripe 后台查看。",
  differs: { order: "订单", amount: "金额", currency: "币种", livemode: "真实付款" },
  wasPaid: (name, ordered, paid) => `${name}：应为 ${ordered}，实付 ${paid}`,
  purchases: "购买记录",
  receipt: "收据",
  purchaseStates: { open: "未付款", paid: "已付款", ended: "已失效", refused: "与订单不符" },
};
