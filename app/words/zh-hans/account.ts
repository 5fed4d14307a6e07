import { SHORTEST_PASSWORD } from "~/accounts/limits";
import type { Words } from "../words";
import { credit } from "./formats";

export const account: Words["account"] = {
  email: "邮箱地址",
  password: "密码",
  passwordHint: `至少 ${SHORTEST_PASSWORD} 个字符`,
  joinTitle: "注册",
  joinButton: "注册",
  joinGift: (credits) => `注册即送 ${credit(credits)}。无需银行卡，也无需验证邮件。`,
  joinGiftByMail: (credits) => `验证邮箱后即送 ${credit(credits)}，无需银行卡。`,
  haveAccount: "已有账号？",
  signInTitle: "登录",
  signInButton: "登录",
  isNew: "还没有账号？",
  cookieLost: "登录已成功，但浏览器没有保存登录 Cookie",
  cookieLostText: "在浏览器设置中允许本站使用 Cookie，然后重新登录。没有 Cookie，页面无法识别你的身份。",
  promptIsKept: "提示词已保留，回来后可以继续。",
};
