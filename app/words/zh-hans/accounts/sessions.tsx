import type { Words } from "../../words";

export const sessions: Words["sessions"] = {
  title: "登录设备",
  this: "当前浏览器",
  unknown: "未知浏览器",
  since: (when) => <>{when} 登录</>,
  lastSeen: (when) => <>最近使用：{when}</>,
  end: "退出",
  endOf: (browser) => `退出：${browser}`,
  endOthers: "退出其他所有设备",
  endOthersText: "此账号在其他设备上都会退出登录，当前浏览器保持登录。",
};
