import { HIGHEST_SEED } from "~/models/limits";
import { LARGEST_UPLOAD_MB, MOST_MEGAPIXELS } from "~/pictures/limits";
import type { Words } from "../words";
import { credit, formats } from "./formats";

const SEED_HINT = `选填：0 到 ${HIGHEST_SEED} 之间的整数。提示词、模型、画面比例和种子都相同，生成的图片也相同；一次生成多张时，从这个种子开始依次加 1。`;
const PICTURE_HINT = `PNG、JPEG 或 WebP，不超过 ${LARGEST_UPLOAD_MB} MB、${MOST_MEGAPIXELS * 100} 万像素。只有你能看到；图片文件中记录的地点和姓名会被清除。`;

/** The words of the form that orders pictures, and of what may stand above and below it. */
export const make: Words["make"] = {
  title: "生成图片",
  prompt: "提示词",
  promptExample: "暴风雨中的灯塔，油画",
  changeExample: "改成冬天",
  promptHint: "按 Ctrl + Enter 或 ⌘ + Enter 提交",
  characters: (count, most) => `${formats.number(count)} / ${formats.number(most)} 个字符`,
  model: "模型",
  moreModels: "更多模型",
  groups: { words: "用文字生成", either: "用文字，或参考你的图片", picture: "修改一张图片" },
  unread: "此模型看不懂中文：中文提示词照样扣积分，却几乎不起作用。FLUX.2 和其他公司的模型能看懂。",
  ratio: "画面比例",
  sameRatio: "原图比例",
  nearestRatio: "模型不支持所选比例或尺寸时，采用最接近的一种。",
  size: "尺寸",
  sizeNamed: (label) => label.replace(/^([\d.]+) MP$/, (_, count) => `${formats.number(count * 100)} 万像素`),
  megapixels: (count) => `${formats.number(count * 100)} 万像素`,
  count: "数量",
  advanced: "高级选项",
  beyond: "余额不足",
  getCredits: "获取积分",
  seed: "种子",
  seedHint: SEED_HINT,
  seedHintFastPath: `${SEED_HINT}填写种子会关闭模型的快速通道（它每次生成的图片都不同），生成会稍慢一些。`,
  guidance: "引导强度",
  guidanceHint: ({ lowest, highest, usual }) =>
    `选填：${lowest} 到 ${highest}，留空为 ${usual}。数值越高，图片越贴近提示词。`,
  steps: "步数",
  stepsHint: ({ lowest, highest, usual }) =>
    `选填：${lowest} 到 ${highest}，留空为 ${usual}。步数越多，细节越精细，耗时也越长。`,
  strength: "改动幅度",
  strengthHint: ({ usual }) => `选填，用于添加的图片：0 为不改动，1 为完全重画，留空为 ${usual}。`,
  detail: "所添加图片的精细度",
  each: (price) => `每张 +${price}`,
  elaborate: "让模型自行补充细节",
  bring: "添加图片",
  bringMost: (most) => `此模型最多可用 ${formats.number(most)} 张图片。`,
  picturesNeeded: (most, other) =>
    `此模型用于修改图片，最多 ${formats.number(most)} 张：未添加图片时改用 ${other}。`,
  morePictures: "超出张数时，如果费用不增加，会改用其他模型。",
  pictureAdds: (price) => `每张图片最多另加 ${price}。`,
  pictureGoesTo: (model, price) => `此模型不支持添加图片：添加后改用 ${model}，需 ${price}。`,
  fromHistory: "从已有的图片中选择",
  pictureHint: PICTURE_HINT,
  bringSignedOut: "注册后即可添加图片",
  leaveOut: "不使用这张图片",
  toBeChanged: (number, of) => (of > 1 ? `第 ${number} 张，共 ${of} 张` : "要修改的图片"),
  generate: "生成",
  generating: "正在生成",
  short: (cost, credits) => `需要 ${credit(cost)}，当前为 ${formats.number(credits)}。提示词已保存。`,
  full: (most) =>
    `已有 ${formats.count(most, { other: "# 个任务" })}正在生成，达到同时生成的上限。未扣除积分，提示词已保存：等其中一个完成后重新提交。`,
  spent: (left) =>
    left === 0
      ? "今天生成的图片已达上限。未扣除积分，提示词已保存：明天重新提交即可。"
      : `今天最多还能生成 ${formats.number(left)} 张图片。未扣除积分，提示词已保存：减少数量，或明天再提交。`,
  closed: "目前暂停生成新图片。未扣除积分，提示词已保存。",
  againFrom: "次日开始时间：",
  refusalsLeft: ({ left, most }) =>
    `如果图片被安全过滤器拦截，积分会退回：今天还剩 ${formats.number(left)} 次，共 ${formats.number(most)} 次。`,
  refusalsUsedUp: "如果图片被安全过滤器拦截，积分不会退回：今天可退积分的次数已用完。",
  offered: "这张图片已经有了",
  offeredText: "之前用相同的设置生成过，本次未扣除积分。",
  showIt: "查看图片",
  makeNew: "重新生成一张",
  joinAndMake: "注册并生成",
  used: "这份表单已用于生成另一张图片。未扣除积分，提示词已保存：重新提交即可。",
  examples: "还没想好？从这些提示词开始",
  examplePrompts: ["暴风雨中的灯塔，油画", "日落时分，红色气球飘过绿色草原", "清晨薄雾中的森林"],
};
