import { FRESH_MINUTES } from "~/accounts/limits";
import { UNDO_EMAIL_DAYS } from "~/accounts/recovery/limits";
import type { Words } from "../../words";
import { naming } from "../formats";

export const signInWith: Words["signInWith"] = {
  title: "登录",
  by: (name) => naming`使用 ${name} 登录`,
  onTheWay: (name) => naming`正在前往 ${name}`,
  goOn: (name) => naming`前往 ${name}`,
  tryAgain: (name) => naming`再次尝试 ${name}`,
  otherwise: "用其他方式登录",
  notSignedIn: "尚未登录",
  problems: {
    denied: (name) => ({
      title: naming`未能通过 ${name} 登录`,
      text: naming`你取消了授权，或 ${name} 拒绝了请求。登录未完成，没有做任何更改。`,
    }),
    again: (name) => ({
      title: "需要重新开始",
      text: naming`${name} 的这次答复与此浏览器最近一次登录不符：可能打开了另一个标签页，或同一页面打开了两次，或等待太久。没有做任何更改。`,
    }),
    down: (name) => ({
      title: naming`${name} 没有响应`,
      text: "没有做任何更改。过几秒再试，或用其他方式登录。",
    }),
    not_ours: (name) => ({
      title: naming`${name} 不认识本站`,
      text: "这要由本站的运营者来解决，问题已记录。在此之前可以用其他方式登录。",
    }),
    no_address_told: (name) => ({
      title: naming`${name} 没有提供邮箱地址`,
      text: naming`账号需要邮箱地址。先用邮箱和密码注册，再把 ${name} 添加为登录方式。`,
    }),
    address_not_verified: (name) => ({
      title: "这个邮箱已有账号",
      text: naming`${name} 没有说明这个邮箱属于你，所以不能以此登录。先用密码登录，再把 ${name} 添加为登录方式。`,
    }),
    address_reserved: () => ({
      title: "这个邮箱暂时为某个账号保留",
      text: `原来使用它的账号在 ${UNDO_EMAIL_DAYS} 天内改用了别的邮箱，现在仍可恢复。用该账号的新邮箱登录即可。`,
    }),
    way_of_another: (name) => ({
      title: naming`此账号已绑定另一个 ${name} 用户`,
      text: naming`每个账号只能绑定一个 ${name} 用户，与这次登录的不是同一个。用其他方式登录后，可在“登录方式”中移除原来的绑定。`,
    }),
    known_elsewhere: (name) => ({
      title: "已属于另一个账号",
      text: naming`这个 ${name} 用户已经绑定本站的另一个账号。没有做任何更改。`,
    }),
  },

  whose: "这是你的账号吗？",
  whoseText: (email, name) =>
    naming`已有使用 ${email} 的账号，但邮箱从未验证过。${name} 说明这个邮箱属于你。如果账号也是你的，输入它的密码，以后就可以用 ${name} 登录。`,
  mine: "是我的",
  notMine: "不是你的账号？",
  notMineText: "我们会为你新建账号。原账号不再使用你的邮箱，密码失效，所有设备都会退出登录。",
  newAccount: "为我新建账号",

  ways: "登录方式",
  noPassword: "尚未设置",
  known: "已绑定",
  addAnother: "添加登录方式",
  add: (name) => naming`添加 ${name}`,
  addText: (name) => naming`添加后也可以用 ${name} 登录，不论你在那里使用哪个邮箱。需要在 ${name} 上确认。`,
  addButton: "添加",
  signsIn: (who) => naming`以 ${who} 的身份登录。`,
  remove: "移除",
  isLast: "这是唯一的登录方式，不能移除。先设置密码或添加其他登录方式。",
  signInFirst: `此账号没有密码，需要在最近 ${FRESH_MINUTES} 分钟内登录过。`,
  signInAgain: "重新登录",
  setPassword: "设置密码",
  setPasswordText: (email) => naming`此账号还没有密码。我们会向 ${email} 发送链接，用它设置密码。`,
  setPasswordNow: "此账号还没有密码，在此设置。",
  noMails: "此账号还没有密码。用现有方式重新登录后，即可在此设置。",
};
