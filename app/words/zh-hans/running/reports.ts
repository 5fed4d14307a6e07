import type { Words } from "../../words";

/** The words of the form by which anybody reports a shared picture, and of what its owner is told. */
export const reports: Words["reports"] = {
  link: "举报这张图片",
  title: "举报这张图片",
  lead: "本站运营者会查看举报。分享者不会知道是谁举报的。",
  reasons: {
    illegal: "违反法律",
    person: "未经同意展示或伤害了他人",
    rights: "侵犯他人权益",
    other: "其他原因",
  },
  why: "举报原因",
  said: "补充说明",
  saidHint: "可以不填。",
  email: "你的邮箱地址",
  emailHint: "仅用于答复，可以不填。",
  send: "提交举报",
  sentTitle: "举报已提交",
  sent: "我们会查看。感谢你的反馈。",
  backTo: "返回图片",
  isTakenDown: "已下架",
  takenDown: "这张图片被举报，已不再对他人显示。你仍可查看，但不能分享。",
};
