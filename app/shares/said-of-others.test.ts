import { describe, expect, test } from "vitest";
import { withoutAddresses } from "./said-of-others.server";

describe("S23: words of a person's that strangers read lead nowhere", () => {
  test.each([
    ["Your parcel waits: https://post.example/pay?x=1 now", "Your parcel waits: – now"],
    ["HTTP://POST.EXAMPLE", "–"],
    ["go to www.post.example", "go to –"],
    ["paypa1.com/login", "–"],
    ["Sign in at secure-bank.co.uk, today", "Sign in at – today"],
    ["write to jane@example.com", "write to –"],
    ["请访问 weixin-登录.top/领奖 领取", "请访问 – 领取"],
    ["tel:5", "tel:5"],
  ])("%s", (text, shown) => expect(withoutAddresses(text)).toBe(shown));

  test.each([
    "A castle. Me and you",
    "8k.Unreal engine, f/1.8, ISO 100, v1.2",
    "Node.js on a T-shirt, in the style of St.Petersburg",
    "3.5:1, a.m. and p.m.",
    "一座城堡。日出",
    "💌 @home",
  ])("%s stays as it is", (text) => expect(withoutAddresses(text)).toBe(text));

  test("however long, it takes no time", () => {
    const began = performance.now();
    for (const part of ["a.", "a-", "a@", "x", "://", "www."]) withoutAddresses(part.repeat(500));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
