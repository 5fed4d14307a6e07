import type { Words } from "../words";

export const settings: Words["settings"] = {
  title: "设置",
  ofThisBrowser: "此浏览器",
  keys: "键盘快捷键",
  arrows: "在图片页面：查看上一张、下一张",
  slash: "在任何页面：跳到提示词输入框",
  neverWhileTyping: "正在输入文字，或同时按住 Ctrl、Alt 或 ⌘ 时，快捷键不起作用。",
  useKeys: "启用快捷键",
  save: "保存",
};
