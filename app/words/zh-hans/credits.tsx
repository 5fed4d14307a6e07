import type { Left } from "~/credits/allowances.server";
import type { Words } from "../words";
import { credit, formats, pictures } from "./formats";

const ofToday = ({ left, most }: Left) =>
  `今天还剩 ${formats.number(left)} 次，共 ${formats.number(most)} 次`;

/** The words of the page of credits, which shows the ledger. */
export const credits: Words["credits"] = {
  title: "积分",
  balance: (credits) => `余额为 ${credit(credits)}。`,
  buys: "可以生成：",
  buysWith: (count, model, price) => `${model}：${pictures(count)}，每张 ${credit(price)}`,
  none: "已生成的图片仍然归你。",
  more: (credits) => `再送我 ${credit(credits)}`,
  ask: "联系本站的运营者，可以获得更多积分。",
  today: ({ refusals, cancels }) =>
    `图像服务未能生成的图片，积分会退回。被安全过滤器拦截（${ofToday(refusals)}）或在生成途中取消的图片（${ofToday(cancels)}），每天有限次数内也会退回。还在排队的图片可以免费取消。`,
  date: "时间",
  whatFor: "用途",
  amount: "变动",
  balanceAfter: "余额",
  kinds: {
    welcome: "注册赠送",
    generation: "生成图片",
    refund: "没有生成图片，退回积分",
    grant: "赠送积分",
    purchase: "购买积分",
    reversal: "款项已退回，收回积分",
    reinstated: "款项仍有效，返还积分",
    closing: "账号注销，积分清零",
  },
  taken: "扣除积分",
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
