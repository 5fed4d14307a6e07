import type { Words } from "../../words";

export const recovery: Words["recovery"] = {
  outbox: "发件箱",
  outboxText: "本机的邮件，最新的在前。邮件不会寄出；设置 SMTP_URL 后才会发送。",
  outboxEmpty: "还没有邮件。",
};
