import { expect, test } from "vitest";
import { naming } from "./formats";

test.each([
  ["Lantern", "用 Lantern 生成的 3 张图片。Lantern 首页"],
  ["灯笼影像", "用灯笼影像生成的 3 张图片。灯笼影像首页"],
  ["Lab 灯笼", "用 Lab 灯笼生成的 3 张图片。Lab 灯笼首页"],
  ["「光」", "用「光」生成的 3 张图片。「光」首页"],
])("Chinese around %s has spaces where letters of another kind begin", (site, text) => {
  expect(naming`用 ${site} 生成的 ${3} 张图片。${site} 首页`).toBe(text);
});
