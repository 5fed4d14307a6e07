import { LEAVING_DAYS } from "~/accounts/leaving/limits";
import { CONFIRM_HOURS, NEW_EMAIL_HOURS, RESET_MINUTES, UNDO_EMAIL_DAYS } from "~/accounts/recovery/limits";
import { WARN_AT_PERCENT } from "~/site/limits";
import type { Words } from "../../words";
import { naming } from "../formats";

const NOT_ME = "不是我本人操作，重设密码";
const NOT_ME_PASSKEY = "如果是你本人操作，无需理会。否则，删除不属于你的通行密钥，并更改密码。";
const NOTHING_TO_DO = "如果是你本人操作，无需理会。";

export const mail: Words["mail"] = {
  why: (site, address, contact) =>
    naming`${site} 因 ${address} 的账号发出此邮件。回复无人查看${contact ? `，有问题可联系 ${contact}` : ""}。`,
  leads: (button) => `${button}：`,
  reset: {
    subject: (site) => naming`重设 ${site} 密码`,
    lead: ({ site, account }) => naming`有人为 ${site} 账号 ${account} 申请重设密码。`,
    button: "设置新密码",
    rest: `链接只能使用一次，${RESET_MINUTES} 分钟内有效。如果不是你申请的，不用理会，密码不会变。`,
  },
  password_changed: {
    subject: (site) => naming`${site} 密码已更改`,
    lead: ({ site, account }) => naming`${site} 账号 ${account} 的密码已更改，其他已登录的设备均已退出。`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  confirm: {
    subject: (site) => naming`验证 ${site} 邮箱地址`,
    lead: ({ site, address }) => naming`有人用 ${address} 注册了 ${site} 账号。`,
    button: "验证此邮箱",
    rest: `链接只能使用一次，${CONFIRM_HOURS} 小时内有效。如果不是你注册的，不用理会，账号会自动注销。`,
  },
  have_account: {
    subject: (site) => naming`你已有 ${site} 账号`,
    lead: ({ site, account }) => naming`有人（应该就是你）想用 ${account} 注册 ${site}，而这个邮箱已有账号。`,
    button: "登录",
    rest: "忘记密码时，可在登录页重设。如果不是你本人，不用理会，没有做任何更改。",
  },
  new_email: {
    subject: (site) => naming`验证 ${site} 新邮箱地址`,
    lead: ({ site, account, address }) => naming`${site} 账号 ${account} 的邮箱将改为 ${address}。`,
    button: "验证此邮箱",
    rest: `链接只能使用一次，${NEW_EMAIL_HOURS} 小时内有效。如果不是你申请的，不用理会，邮箱不会变。`,
  },
  way_added: {
    subject: (site) => naming`${site} 账号新增登录方式`,
    lead: ({ site, account }) => naming`${site} 账号 ${account} 现在也可以通过另一个网站登录。`,
    button: "查看登录方式",
    rest: "如果是你本人操作，无需理会。否则，在该页面移除它，并更改密码。",
  },
  way_removed: {
    subject: (site) => naming`${site} 账号移除了一种登录方式`,
    lead: ({ site, account }) =>
      naming`${site} 账号 ${account} 已移除一种通过其他网站登录的方式，其他已登录的设备均已退出。`,
    button: "查看登录方式",
    rest: "如果是你本人操作，无需理会。否则，更改密码。",
  },
  email_changed: {
    subject: (site) => naming`${site} 账号邮箱已更改`,
    lead: ({ site, account, address }) => naming`你的 ${site} 账号邮箱已从 ${address} 改为 ${account}。`,
    button: "不是我本人操作，恢复原邮箱",
    rest: `链接只能使用一次，${UNDO_EMAIL_DAYS} 天内有效。${NOTHING_TO_DO}`,
  },
  factor_on: {
    subject: (site) => naming`${site} 账号已开启两步验证`,
    lead: ({ site, account }) => naming`${site} 账号 ${account} 已开启两步验证，其他已登录的设备均已退出。`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  factor_off: {
    subject: (site) => naming`${site} 账号已关闭两步验证`,
    lead: ({ site, account }) => naming`${site} 账号 ${account} 已关闭两步验证，其他已登录的设备均已退出。`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  recovery_codes_made: {
    subject: (site) => naming`${site} 账号已生成新的恢复代码`,
    lead: ({ site, account }) =>
      naming`${site} 账号 ${account} 已生成新的恢复代码，旧代码全部失效，其他已登录的设备均已退出。`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  passkey_added: {
    subject: (site) => naming`${site} 账号已添加通行密钥`,
    lead: ({ site, account }) =>
      naming`${site} 账号 ${account} 已添加一个通行密钥，持有者无需密码即可登录。其他已登录的设备均已退出。`,
    button: "查看通行密钥",
    rest: NOT_ME_PASSKEY,
  },
  passkey_removed: {
    subject: (site) => naming`${site} 账号已删除通行密钥`,
    lead: ({ site, account }) =>
      naming`${site} 账号 ${account} 的一个通行密钥已删除，不能再用它登录。其他已登录的设备均已退出。`,
    button: "查看通行密钥",
    rest: NOT_ME_PASSKEY,
  },
  recovery_code_used: {
    subject: (site) => naming`${site} 账号的一个恢复代码已被使用`,
    lead: ({ site, account }) =>
      naming`有人用密码和恢复代码登录了 ${site} 账号 ${account}，该代码已失效。剩余数量可在“两步验证”页面查看。`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  leaving: {
    subject: (site) => naming`${site} 账号即将注销`,
    lead: ({ site, account }) =>
      naming`${site} 账号 ${account} 将按申请于 ${LEAVING_DAYS} 天后注销。分享的链接已关闭，所有设备均已退出登录。`,
    button: "登录并保留账号",
    rest: "在此之前登录，即可取消注销。到期后，图片和提示词会被永久删除。如果不是你申请的，登录后更改密码即可。",
  },
  receipt: {
    subject: (site) => naming`${site} 收据`,
    lead: ({ site, account }) => naming`${site} 账号 ${account} 购买的积分已到账。`,
    button: "查看收据",
    rest: "可以打印，也随时可以在“积分”页面找到。",
  },
  budget_warning: {
    subject: (site) => naming`${site} 今日预算即将用完`,
    lead: () =>
      `今天的任务已用去 DAILY_BUDGET_USD 的 ${WARN_AT_PERCENT}% 以上。用完后，新任务要等到次日（UTC）；进行中的任务不受影响。`,
    button: "查看站点",
    rest: "此提醒每天只发一次。",
  },
  report_answered: {
    subject: (site) => naming`你向 ${site} 举报的图片已处理`,
    lead: ({ answer }) => `我们已查看你举报的图片。${answer || "该处理的已经处理。"}`,
    button: "前往首页",
    rest: "无需再做任何操作。",
  },
  taken_down: {
    subject: () => "你分享的一张图片已停止公开",
    lead: ({ site, account, answer }) =>
      naming`${site} 账号 ${account} 分享的一张图片被举报，已不再对他人显示。${answer}`,
    button: "我的图片",
    rest: "你自己仍可查看这张图片，但不能再次分享。",
  },
};
