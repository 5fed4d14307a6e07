import type { Words } from "../words";
import { credit } from "./formats";

/** The words of the page of credits, which shows the ledger. */
export const credits: Words["credits"] = {
  title: "积分",
  balance: (credits) => `余额为 ${credit(credits)}。`,
  prices: (from) => `每张图片 ${credit(from)}起，生成失败不花积分。`,
  none: "积分已用完。已生成的图片仍然归你，生成失败的会退回积分。",
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
  /** What each kind of the ledger's entries is for. */
  forPicture: (kind, picture) => (
    <>
      {kind}：{picture}
    </>
  ),
  deletedPicture: "图片已删除",
};
