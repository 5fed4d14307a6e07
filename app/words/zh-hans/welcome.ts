import type { Words } from "../words";
import { credit } from "./formats";

/** The words of the first page for whoever is not signed in. */
export const welcome: Words["welcome"] = {
  title: "Flux AI：用文字生成图片",
  description:
    "输入提示词，花 1 个积分，就能得到一张 FLUX 图片，以后随时找得到。生成失败不花积分。不开启 JavaScript 也能使用。",
  heading: "用文字生成图片",
  lead: "说出你想看到的画面，FLUX 几秒就能画好。图片归你，可以一直保存，随时搜索和分享。",
  facts: {
    start: (credits) => ({ title: `免费送 ${credit(credits)}`, text: "注册即可获得。" }),
    noStart: { title: "免费浏览", text: "注册只需邮箱和密码。" },
    price: (from) => ({ title: `每张图片 ${credit(from)}起`, text: "点击之前，按钮上就写着价格。" }),
    failures: (refusals) => ({
      title: "生成失败不花积分",
      text: `服务没能生成图片，积分自动退回${refusals > 0 ? `；被安全过滤器拦截的图片，每天前 ${refusals} 张也退回积分` : "；被安全过滤器拦截的除外"}。`,
    }),
  },
  examples: "用 Flux AI 生成",
  examplesHint: "由演示模式绘制，无需任何平台的账号。选一张，从它的提示词开始。",
  prompts: {
    lighthouse: "暴风雨中的灯塔，油画",
    forest: "清晨薄雾中的森林",
    cat: "月光下的黑猫",
    planet: "紫色银河中的青色星球",
    balloon: "日落时分，红色气球飘过绿色草原",
    castle: "极光下的城堡",
  },
};
