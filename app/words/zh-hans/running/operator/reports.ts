import type { reports as english } from "../../../en/running/operator/reports";

/** The words of reports that are to be answered, for whoever runs the site. */
export const reports: typeof english = {
  reports: "举报",
  reportOf: (reason) => `举报原因：${reason}`,
  reportedPicture: "被举报的图片",
  from: "举报人",
  nobodyNamed: "未留邮箱",
  noReports: "没有待处理的举报。",
  answer: "答复",
  answerHint: "发送给留下邮箱的举报人；图片下架时，也会告知分享者。",
  prompt: "提示词",
  takeDown: "下架",
  leave: "保留",
};
