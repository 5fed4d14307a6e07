import type { site as english } from "../../../en/running/operator/site";

/** The words of what all visitors are told, and of whether orders are taken, for whoever runs the site. */
export const site: typeof english = {
  site: "站点",
  budgetIs: (used, most) =>
    `今天的任务已用去 $${used.toFixed(2)}，预算 $${most.toFixed(2)}（DAILY_BUDGET_USD）。`,
  line: "全站提示",
  lineText: "留空则不显示。未登录的访客几秒内即可看到。",
  inEnglish: "英文",
  inChinese: "中文",
  saveLine: "保存",
  newOrders: "新任务",
  ordersAreOpen: "可以生成新图片。",
  ordersAreClosed: "已暂停新任务，之前的任务照常进行。",
  whyInEnglish: "给访客的说明（英文）",
  whyInChinese: "给访客的说明（中文）",
  close: "暂停新任务",
  openAgain: "恢复新任务",
};
