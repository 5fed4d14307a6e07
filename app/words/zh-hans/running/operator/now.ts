import type { now as english } from "../../../en/running/operator/now";
import { formats } from "../../formats";

const atMost = (count: number, most: number) =>
  count < most ? formats.number(count) : `${formats.number(most)} 以上`;

/** The words of how the site is doing, for whoever runs it. */
export const now: typeof english = {
  stuck: {
    held: "正在处理",
    to_be_stopped: "等待取消",
    at_replicate: "Replicate 尚未完成",
    not_answered: "已提交，未收到答复",
    in_line: "排队中",
  },
  reasons: {
    moderated: "被安全过滤器拦截",
    moderated_kept: "被拦截，积分未退回",
    unavailable: "被 Replicate 拒绝",
    busy: "Replicate 繁忙",
    failed: "Replicate 生成失败",
    interrupted: "Replicate 中断",
    too_slow: "超时",
    canceled: "已取消",
    canceled_kept: "已取消，积分未退回",
    day_is_spent: "达到当日上限",
    bad_picture: "没有收到可用的图片",
    not_cut_out: "没有可抠出的主体",
    no_answer: "一直没有消息",
    not_brought: "来自之前的站点，没有图片",
    other: "其他",
  },
  openOrders: "进行中的任务",
  isOpen: (open, inLine, most) => `${atMost(open, most)} 个进行中，其中 ${atMost(inLine, most)} 个在排队。`,
  stuckOrders: "停滞的任务",
  stuckText: (minutes) => `超过 ${minutes} 分钟仍未结束。`,
  attempts: "尝试次数",
  lookAgain: "重新检查",
  runs: "巡检与审计",
  sweep: "上次巡检",
  audit: "上次审计",
  never: "尚未运行。",
  isLate: "已延误",
  stepsBroken: (count) => `${formats.number(count)} 步出错`,
  breaches: (count) => `${formats.number(count)} 处违反规则，详见日志`,
  database: "数据库",
  databaseIs: (megabytes, most, percent) =>
    `${formats.number(megabytes)} MB / ${formats.number(most)} MB，${percent}%`,
  isNearlyFull: "快满了",
  failures: "过去 24 小时的失败",
  count: "数量",
  unsentMails: "未发出的邮件",
  kind: "类型",
  nextTry: "下次尝试",
  givenUp: (reason) => `已放弃：${reason}`,
  days: "每日数据",
  daysText: "按 UTC 计，最多滞后 1 分钟。美元金额为 Replicate 的费用和购买积分的收入。",
  day: "日期",
  measures: {
    orders: "任务",
    cost_micro_usd: "成本（美元）",
    income_micro_usd: "收入（美元）",
    joins: "注册",
    failures: "失败",
  },
  chartOf: (measure, days) => `${measure}，最近 ${days} 天；数据同下表`,
};
