import { LONGEST_EMAIL, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "~/accounts/limits";
import { HIGHEST_SEED, LONGEST_PROMPT, MOST_AT_ONCE } from "~/models/limits";
import {
  LARGEST_UPLOAD_MB,
  MOST_MEGAPIXELS,
  MOST_MEGAPIXELS_TURNED,
  MOST_UPLOADS_A_DAY,
} from "~/pictures/limits";
import { LONGEST_SEARCH } from "~/search/limits";
import type { Words } from "../words";

export const mistakes: Words["mistakes"] = {
  incomplete: "表单不完整。检查后重新提交。",
  unknown_field: "表单中有不属于它的内容。检查后重新提交。",
  not_text: "输入文字，不要上传文件",
  sent_twice: "这一项提交了两次。检查后重新提交。",

  prompt_empty: "输入提示词",
  prompt_too_long: `提示词不能超过 ${LONGEST_PROMPT} 个字符`,
  model_unknown: "从列表中选择模型",
  ratio_unknown: "从列表中选择画面比例",
  ratio_not_of_model: "选择此模型支持的画面比例",
  ratio_needs_picture: "选择画面比例，或添加要沿用其比例的图片",
  size_not_of_model: "选择此模型支持的尺寸",
  detail_unknown: "从列表中选择精细度",
  outpaint_missing: "选择向哪边扩展，或扩展多少",
  prompt_not_read: "此模型看不懂中文。未扣除积分：换一个模型，或再次提交，仍用此模型生成。",
  seed_range: `种子必须是 0 到 ${HIGHEST_SEED} 之间的整数`,
  count_range: `数量必须是 1 到 ${MOST_AT_ONCE} 之间的整数`,
  guidance_range: "引导强度必须在提示的范围之内",
  steps_range: "步数必须是提示范围之内的整数",
  strength_range: "改动幅度必须是 0 到 1 之间的数字",
  price_rose: "价格与之前显示的不同。未扣除积分：如果同意按钮上的价格，重新提交即可。",

  picture_missing: "选择要修改的图片",
  picture_signed_out: "登录后才能添加图片。未扣除积分，输入的文字已保留，图片没有保留。",
  picture_gone: "这张图片已不存在。换一张图片。",
  picture_empty: "文件是空的。换一个文件。",
  picture_too_large: `图片不能超过 ${LARGEST_UPLOAD_MB} MB`,
  picture_wrong_kind: "选择 PNG、JPEG 或 WebP 图片",
  picture_too_many_pixels: `图片不能超过 ${MOST_MEGAPIXELS * 100} 万像素`,
  picture_damaged: "图片已损坏。换一张图片。",
  picture_moves: "这是一张动图。选择一张静态图片。",
  picture_lies: `这张图片方向不正，又太大，无法转正。转正后再保存，或缩小到 ${MOST_MEGAPIXELS_TURNED * 100} 万像素以内。`,
  pictures_too_many_for_model: "图片数量超过此模型的上限。去掉几张。",
  pictures_too_many: `今天已上传 ${MOST_UPLOADS_A_DAY} 张图片，达到每日上限。从中选择一张，或明天再来。`,

  email_empty: "输入邮箱地址",
  email_too_long: `邮箱地址不能超过 ${LONGEST_EMAIL} 个字符`,
  email_malformed: "按 name@example.com 的格式输入邮箱地址",
  email_taken: "这个邮箱地址已经注册。直接登录，或换一个邮箱地址。",
  password_empty: "输入密码",
  password_not_chosen: "设置密码",
  password_too_short: `密码不能少于 ${SHORTEST_PASSWORD} 个字符`,
  password_too_long: `密码不能超过 ${LONGEST_PASSWORD} 个字符`,
  sign_in_wrong: "邮箱地址或密码不正确。检查后再试。",

  search_too_long: `搜索内容不能超过 ${LONGEST_SEARCH} 个字符`,
  search_without_words: "输入要搜索的文字或数字：只有符号无法搜索",
  state_unknown: "从列表中选择状态",
  favorite_unknown: "收藏只能选择开或关",
  kind_unknown: "只能筛选编辑过的图片",
  shared_unknown: "只能筛选已分享的图片",
  since_unknown: "只能筛选本周的图片",
  order_unknown: "排序只能选最新或最早在前",
  day_malformed: "按 2026-03-31 的格式输入日期",
  days_reversed: "结束日期早于开始日期",
};
