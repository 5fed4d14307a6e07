import type { Words } from "../words";
import { naming } from "./formats";

/** The words of what every page has around it. */
export const page: Words["page"] = {
  /** Adds the site's name to the title of a page, unless the title names it already. */
  title: (title, site) => `${title} · ${site}`,
  errorTitle: (title) => `错误：${title}`,
  skip: "跳到正文",
  demo: "演示",
  demoSentence: (code) => (
    <>
      <strong>演示模式。</strong>图片由内置程序绘制，并非出自 FLUX。设置 {code("REPLICATE_API_TOKEN")}{" "}
      后即可生成真正的 FLUX 图片。
    </>
  ),
  navigation: "主导航",
  tabs: "标签栏",
  home: (site) => naming`${site} 首页`,
  about: "关于本站",
  make: "生成",
  pictures: "图片",
  account: "账号",
  signIn: "登录",
  join: "注册",
  signOut: "退出登录",
  settings: "设置",
  offline: "网络已断开。页面和输入的内容都会保留，联网后可以继续。",
  language: "语言",
  theme: "外观",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
};
