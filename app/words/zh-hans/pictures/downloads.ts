import type { Words } from "../../words";
import { formats, pictures } from "../formats";

/** The words of the page on which everything is downloaded as zips. */
export const downloads: Words["downloads"] = {
  title: "下载全部图片",
  titleOf: (name) => `下载“${name}”`,
  furtherParts: "更多部分",
  explained:
    "每一部分是一个 ZIP 文件，包含图片，以及提示词、模型、种子、时间和花费的清单（JSON 和 CSV 格式）。如果下载中断，重新下载这一部分即可，这里的图片不受影响。",
  withWords: "文件中包含提示词和种子",
  part: (number, count) => `第 ${formats.number(number)} 部分：${pictures(count)}`,
  to: "至",
};
