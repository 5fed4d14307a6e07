import { formatsOf } from "../formats";

export const formats = formatsOf("zh-Hans-CN");

export const credit = (count: number) => formats.count(count, { other: "# 个积分" });
export const pictures = (count: number) => formats.count(count, { other: "# 张图片" });
