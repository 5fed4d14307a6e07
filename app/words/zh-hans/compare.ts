import type { Words } from "../words";
import { formats } from "./formats";

/** The words of the page on which two pictures are compared. */
export const compare: Words["compare"] = {
  title: "对比两张图片",
  acts: "对比方式",
  view: "显示方式",
  ways: { beside: "并排", over: "重叠" },
  onTop: "显示哪一张",
  names: { a: "左图", b: "右图" },
  pick: (name) => `选${name}`,
  isFavorite: "已收藏",
  settings: (count) => (count === 0 ? "设置相同" : formats.count(count, { other: "# 项设置不同" })),
  setting: "设置",
  settingNames: {
    prompt: "提示词",
    model: "模型",
    ratio: "画面比例",
    size: "尺寸",
    seed: "种子",
    guidance: "引导强度",
    steps: "步数",
    strength: "改动幅度",
    elaborate: "扩写提示词",
    outpaint: "扩展画面",
    inputs: "提供的图片",
  },
  differs: "不同",
};
