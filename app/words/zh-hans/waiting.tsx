import type { Words } from "../words";
import { formats } from "./formats";

/** The words shown while a picture is being made. */
export const waiting: Words["waiting"] = {
  title: "正在生成图片",
  titleOfSeveral: "正在生成这批图片",
  together: "同一批图片",
  stages: {
    received: "已收到请求",
    taken: "已扣除积分",
    making: "正在生成图片",
    saving: "正在保存",
    done: "已完成",
  },
  now: (status) => `${status}…`,
  inLine: (place, about) => `排在第 ${formats.number(place)} 位，大约 ${about}`,
  seconds: (count) => formats.count(count, { other: "# 秒" }),
  minutes: (count) => formats.count(count, { other: "# 分钟" }),
  whyInLine: "图像服务每分钟只能处理一定数量的图片。",
  stillAtWork: "仍在生成",
  allDone: "全部完成",
  youCanLeave: (link) => <>离开此页面也不影响生成，完成后在{link("我的图片")}中查看。</>,
  checkNow: "立即查看",
  writeMeanwhile: "先写好下一条提示词",
  /** The button to cancel, which says what that costs. */
  cancel: ({ terms, left, most }) => {
    if (terms === "free") return "取消生成（免费）";
    if (terms === "kept") return "取消生成：已经开始生成，积分不退回";
    return `取消生成：退回积分，今天还剩 ${formats.number(left)} 次，共 ${formats.number(most)} 次`;
  },
  canceling: "正在取消…",
  looksAgain: (seconds) => `此页面将在 ${formats.count(seconds, { other: "# 秒" })}后自动刷新。`,
  stopLooking: "停止自动刷新",
};
