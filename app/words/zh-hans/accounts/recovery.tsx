import { CONFIRM_HOURS, NEW_EMAIL_HOURS, RESET_MINUTES } from "~/accounts/recovery/limits";
import type { Words } from "../../words";

export const recovery: Words["recovery"] = {
  outbox: "发件箱",
  outboxText: "本机的邮件，最新的在前。邮件不会寄出；设置 SMTP_URL 后才会发送。",
  outboxEmpty: "还没有邮件。",

  forgotTitle: "忘记密码？",
  forgotLead: "输入邮箱地址，我们会发送链接，用它设置新密码。",
  sendLink: "发送链接",
  sendAgain: "重新发送",
  lookIntoMail: "查看邮箱",
  resetSent: `如果这个邮箱有账号，链接已经发出，${RESET_MINUTES} 分钟内有效。`,
  resetTitle: "设置新密码",
  resetFor: (email) => `账号：${email}。此账号在所有设备上都会退出登录。`,
  currentPassword: "当前密码",
  newPassword: "新密码",
  changePassword: "更改密码",
  othersEnd: "此账号在其他设备上都会退出登录。",

  linkOver: "此链接已失效",
  linkOverText: "链接只能使用一次，并且有时限：此链接已使用，或已过期。没有做任何更改。",
  confirm: "验证此邮箱",
  confirmText: (email) => `如果 ${email} 是你的邮箱，并且是你本人操作，按下按钮即可。`,
  otherBrowser:
    "账号不是在此浏览器中注册的。为确保没有别人能登录，下一步由你设置密码：可以用注册时的密码，也可以换一个。",
  signInToMove: (account, email) =>
    `账号 ${account} 要改用 ${email}。先在此浏览器中登录 ${account}，再在这里确认。如果这不是你的账号，不用理会。`,
  undo: "恢复原邮箱",
  undoText: (email) =>
    `账号邮箱将恢复为 ${email}，所有设备都会退出登录，现在的密码不再有效。设置新密码的链接会发到 ${email}。`,

  joinSent: `如果这个邮箱可以注册，链接已经发出。${CONFIRM_HOURS} 小时内打开链接，然后登录。之前输入的内容会一直保留到那时。`,
  notConfirmed: "邮箱尚未验证",
  creditsOnConfirming: "邮箱尚未验证，验证之后才会赠送积分。",
  notConfirmedText: "打开邮件中的链接即可验证，也可以重新发送。",
  endsUnlessConfirmed: (when) => <>验证之前没有积分。如不验证，账号将于 {when} 注销。</>,

  account: "账号",
  changeEmail: "更改邮箱",
  newEmail: "新邮箱地址",
  emailIsNow: (email) => `当前邮箱：${email}。`,
  newEmailSent: `如果这个邮箱可以使用，链接已经发出。${NEW_EMAIL_HOURS} 小时内打开链接，账号就会改用新邮箱。`,
};
