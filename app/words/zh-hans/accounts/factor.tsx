import { RECOVERY_CODES, SET_UP_MINUTES } from "~/accounts/factor/limits";
import type { Words } from "../../words";

export const factor: Words["factor"] = {
  title: "两步验证",
  lead: "用密码登录时，还需输入手机验证器应用上的验证码。任何一款验证器应用都可以用。",
  setUp: "开始设置",
  setUpTitle: "设置两步验证",
  scan: "用验证器应用扫描此二维码。",
  qrLabel: "下方密钥的二维码",
  orType: "也可以手动输入密钥。",
  setUpOver: `已超过 ${SET_UP_MINUTES} 分钟，或已在别处完成设置。`,

  code: "验证码",
  codeHint: "验证器应用当前显示的 6 位数字",
  turnOn: "开启",

  recoveryCodes: "恢复代码",
  recoveryCodesLead: `两步验证已开启，其他设备均已退出登录。如果无法使用验证器应用，可以用以下 ${RECOVERY_CODES} 个恢复代码登录，每个只能用一次。代码只显示这一次：打印出来，或与密码一起妥善保存。`,
  codesKept: "已经保存",

  isOn: (since) => <>已于 {since} 开启。</>,
  off: "未开启",
  on: "已开启",
  codesLeft: (count) => (count === 0 ? "恢复代码已用完，需要重新生成。" : `还剩 ${count} 个恢复代码。`),
  change: "更改",
  changeLead: "重新生成后，旧的恢复代码全部失效。没有验证器应用时，验证码一栏也可以填恢复代码。",
  makeNewCodes: "重新生成恢复代码",
  turnOff: "关闭",

  codeTitle: "还差一步",
  continue: "继续",
  useRecoveryCode: "使用恢复代码",
  useApp: "使用验证器应用的验证码",
  recoveryCode: "恢复代码",
  recoveryCodeHint: "24 位字母和数字，每个只能用一次。",
};
