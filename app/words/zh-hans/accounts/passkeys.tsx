import type { Words } from "../../words";

export const passkeys: Words["passkeys"] = {
  title: "通行密钥",
  one: "通行密钥",
  lead: "使用通行密钥，无需密码即可登录。密钥保存在手机、电脑或安全密钥中，通过指纹、面容或锁屏密码确认。",
  add: "添加通行密钥",
  now: "浏览器会询问保存位置。如果没有反应，按下按钮。",
  continue: "继续",
  needsScript: "通行密钥需要 JavaScript，而此浏览器已将其关闭。",
  signIn: "使用通行密钥登录",
  notUsed: "没有使用通行密钥。可以重试，或用其他方式。",
  since: (when) => <>{when} 添加</>,
  lastUsed: (when) => <>上次使用 {when}</>,
  neverUsed: "尚未使用",
  name: "名称",
  rename: "重命名",
  removeIt: "删除",
  removeLead: "本站将不再接受此通行密钥。设备上可能仍会显示，可以在设备上删除。",
  remove: "删除",
};
