import { formatsOf } from "../formats";

export const formats = formatsOf("zh-Hans-CN");

/** Nothing: the signs that end a Chinese sentence are as wide as a sign and a space. */
export const between = "";

export const credit = (count: number) => formats.count(count, { other: "# 个积分" });
export const pictures = (count: number) => formats.count(count, { other: "# 张图片" });

/**
 * Chinese with names in it, for templates: a space parts a name from the text around it, as `用 FLUX 生成` has it, but none
 * where the name's own letter on that side is Chinese.
 */
export function naming([first = "", ...others]: TemplateStringsArray, ...names: (string | number)[]): string {
  return others.reduce((text, after, at) => {
    const name = String(names[at] ?? "");
    const [before, rest] = [
      BEGINS.test(name) ? text.replace(/ $/, "") : text,
      ENDS.test(name) ? after.replace(/^ /, "") : after,
    ];
    return before + name + rest;
  }, first);
}

/** Letters that stand without spaces, and the signs of their width. */
const CLOSE = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303F\\uFF00-\\uFFEF]";
const BEGINS = new RegExp(`^${CLOSE}`, "u");
const ENDS = new RegExp(`${CLOSE}$`, "u");
