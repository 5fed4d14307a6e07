import { FRESH_MINUTES } from "~/accounts/role/limits";
import type { Words } from "../../../words";
import { money } from "./money";
import { now } from "./now";
import { people } from "./people";
import { reports } from "./reports";
import { site } from "./site";

/** The words of the pages for whoever runs the site. */
export const operator: Words["operator"] = {
  title: "管理",
  pages: "管理页面",
  now: "概况",
  people: "用户",
  acts: "操作记录",
  when: "时间",
  who: "操作人",
  what: "操作",
  whom: "用户",
  amount: "积分",
  reason: "原因",
  none: "暂无。",
  actNames: {
    give: "赠送积分",
    take: "扣除积分",
    block: "封禁",
    unblock: "解除封禁",
    end_sessions: "退出全部设备",
    send_reset: "发送重设密码链接",
    make_operator: "设为管理员",
    unmake_operator: "撤销管理员",
    look_again: "重新检查任务",
    take_down: "下架图片",
    answer_report: "答复举报",
    close_orders: "暂停新任务",
    open_orders: "恢复新任务",
    say_line: "修改全站提示",
  },
  confirmTitle: "确认是你本人",
  confirmText: `先输入密码；已开启两步验证的，输入验证码。${FRESH_MINUTES} 分钟内不再询问，填写的内容会保留。`,
  codeHint: "验证器应用当前显示的 6 位数字，或恢复代码",
  goOn: "继续",

  ...{ ...people, ...now, ...money, ...site, ...reports },

  done: {
    give: "积分已赠送。",
    take: "积分已扣除。",
    block: "账号已封禁，所有设备均已退出登录。",
    unblock: "已解除封禁。",
    say_line: "全站提示已更新。",
    close_orders: "已暂停新任务。",
    open_orders: "已恢复新任务。",
    take_down: "图片已下架，其他地方的缓存会在 1 分钟内失效。",
    answer_report: "举报已答复，图片保留。",
    look_again: "已重新检查。",
    end_sessions: "所有设备均已退出登录。",
    send_reset: "重设密码的链接已发出。",
    make_operator: "此用户现在是管理员。",
    unmake_operator: "此用户不再是管理员。",
    confirmed: "已确认，填写的内容仍在这里。",
  },
};
