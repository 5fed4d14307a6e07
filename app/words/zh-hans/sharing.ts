import type { Words } from "../words";
import { naming } from "./formats";

/** The words for sharing a picture: those that its owner reads, and those on the shared page. */
export const sharing: Words["sharing"] = {
  isShared: "拿到此链接的人都能看到这张图片，直到你撤销链接。",
  isPrivate: "这张图片只有你能看到。创建链接后，拿到链接的人都能看到，直到你撤销链接。",
  withPrompt: "显示提示词",
  indexable: "允许搜索引擎收录",
  make: "创建链接",
  toPicture: "返回图片",
  change: "更新链接",
  revoke: "撤销链接",
  untitled: "AI 生成的图片",
  noPrompt: (site) => naming`用 ${site} 生成的图片`,
  aiGenerated: "AI 生成",
  madeWith: (site) => naming`用 ${site} 生成。`,
  makeYourOwn: "我也要生成图片",
};
