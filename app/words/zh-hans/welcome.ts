import type { Words } from "../words";
import { credit } from "./formats";

/** The words of the first page for whoever is not signed in. */
export const welcome: Words["welcome"] = {
  title: (site) => `${site}：用文字生成图片`,
  description:
    "输入提示词，花 1 个积分，就能得到一张 FLUX 图片，以后随时找得到。图像服务出错时，积分自动退回。不开启 JavaScript 也能使用。",
  heading: "用文字生成图片",
  costs: (gift, from) =>
    `${gift > 0 ? `注册即送 ${credit(gift)}。` : "注册只需邮箱和密码。"}每张图片 ${credit(from)}起，图像服务出错不花积分。`,
  examples: "由演示模式绘制。选一张，从它的提示词开始。",
  prompts: {
    lighthouse: "暴风雨中的灯塔，油画",
    forest: "清晨薄雾中的森林",
    cat: "月光下的黑猫",
    planet: "紫色银河中的青色星球",
    balloon: "日落时分，红色气球飘过绿色草原",
    castle: "极光下的城堡",
  },
};
