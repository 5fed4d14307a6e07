import type { Left } from "~/credits/allowances.server";
import type { Words } from "../words";
import { credit, formats } from "./formats";

const ofToday = ({ left, most }: Left) =>
  `今天还剩 ${formats.number(left)} 次，共 ${formats.number(most)} 次`;

/** The words of the page of credits, which shows the ledger. */
export const credits: Words["credits"] = {
  title: "积分",
  balance: (credits) => `余额为 ${credit(credits)}。`,
  prices: (from) => `每张图片 ${credit(from)}起，服务没能生成的不花积分。`,
  none: "积分已用完。已生成的图片仍然归你，服务没能生成的会退回积分。",
  today: ({ refusals, cancels }) =>
    `以下图片在每天的次数内退回积分，超出后不退：被安全过滤器拦截的（${ofToday(refusals)}），以及生成途中取消的（${ofToday(cancels)}）。取消还在等待的图片免费。`,
  date: "时间",
  whatFor: "用途",
  amount: "变动",
  balanceAfter: "余额",
  kinds: {
    welcome: "注册赠送",
    generation: "生成图片",
    refund: "退回积分，没有生成图片",
    grant: "赠送积分",
    purchase: "购买积分",
  },
  /** What is said of a picture that did not come and whose credit was kept. */
  kept: { moderated_kept: "被拦截，积分未退回", canceled_kept: "已取消，积分未退回" },
  /** What each kind of the ledger's entries is for. */
  forPicture: (kind, picture) => (
    <>
      {kind}：{picture}
    </>
  ),
  deletedPicture: "图片已删除",
};
