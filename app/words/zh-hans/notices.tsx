import type { Words } from "../words";
import { credit, formats, pictures } from "./formats";
import { history } from "./history";

const unknownWords = (count: number) => (count === 0 ? "" : history.notFound(count));

/** The notices that say, at the top of the next page, what was just done. */
export const notices: Words["notices"] = {
  marked: ({ marked, unknown, isFavorite }) =>
    `${isFavorite ? "已收藏" : "已取消收藏"} ${pictures(marked)}。${unknownWords(unknown)}`,
  noneChosen: "没有选择图片，所以没有执行任何操作。选择几张后再试。",
  notTwo: (chosen) => `已选 ${pictures(chosen)}，对比需要正好两张。`,
  nothingToDownload: "所选内容中没有可以下载的图片。选择已完成的图片。",
  noSuchPart: "没有这一部分，所以没有下载任何图片。从下面选择一部分。",
  tooManyToDownload: (chosen, most) =>
    `已选 ${pictures(chosen)}，一次最多下载 ${formats.count(most, { other: "# 张" })}。全部图片可以在这里分几部分下载。`,
  nothingToShare: "这里没有可以分享的图片，所以没有创建链接。",
  notCanceled: "没有取消：打开页面之后，取消的条件有变。现在的条件见按钮。",
  linkMade: "链接已创建。拿到链接的人都能看到这张图片，直到你撤销链接。",
  linkChanged: "链接已更新，其他地方的缓存会在 1 分钟内同步。",
  linkRevoked: "链接已撤销，其他地方的缓存会在 1 分钟内失效。",
  account: {
    address_confirmed: "邮箱已验证。登录后即可继续。",
    confirm_sent: "链接已发到你的邮箱。",
    password_changed: "密码已更改，其他设备均已退出登录。",
    way_added: "已添加登录方式。",
    way_removed: "已移除登录方式，其他设备均已退出登录。",
    email_changed: "邮箱已更改，其他设备均已退出登录。",
    email_taken: "这个邮箱已被另一个账号使用，没有做任何更改。",
    email_restored: "账号已恢复原邮箱。设置新密码的链接已发到邮箱。",
    session_ended: "该设备已退出登录。",
    sessions_ended: "其他所有设备都已退出登录。",
    invite_made: "邀请链接已创建，发给想邀请的人。",
    invite_none: "剩余邀请名额不足，没有创建链接。减少人数后再试。",
    invite_ended: "邀请链接已停用。",
    stayed: "你在账号注销前重新登录，账号已保留，分享的链接也已恢复。",
    passkey_added: "已添加通行密钥，其他设备均已退出登录。",
    passkey_renamed: "通行密钥已重命名。",
    passkey_removed: "已删除通行密钥，其他设备均已退出登录。",
    factor_off: "两步验证已关闭，其他设备均已退出登录。",
  },
  recoveryCodeUsed: (left) =>
    `已用恢复代码登录，该代码随即失效。${left === 0 ? "恢复代码已用完，需要重新生成。" : `还剩 ${left} 个。`}`,
  exportTooOften: (when) => <>下载次数已达上限，{when} 之后可以再次下载。</>,
  leaving: (when) => <>账号将于 {when} 注销，所有设备均已退出登录。在此之前登录，即可保留账号。</>,
  settingsSaved: "已保存，对此浏览器有效。",
  creditsGiven: "积分已到账。",
  creditsBought: (credits) => `付款成功，${credit(credits)}已到账。`,
  noFreeCredits:
    "账号已创建，但没有赠送积分。每个邮箱只送一次，同一网络每天只送几次，临时邮箱不送，每天的总数也有限。",
};
