import { describe, expect, test } from "vitest";
import { weaknessOf } from "./weak-password.server";

describe("S10: passwords that others try first", () => {
  test.each([
    ["password", "password_common"],
    ["12345678", "password_common"],
    ["ｐａｓｓｗｏｒｄ", "password_common"],
    ["PassWord", "password_common"],
    ["greyhoun", "password_common"],
    ["Flux AI!", "password_is_site"],
    ["flux-ai-2026", "password_is_site"],
    ["fluxfluxflux", "password_is_site"],
    ["jane.doe@example.com", "password_is_address"],
    ["JaneDoe1987", "password_is_address"],
    ["!example.com!", "password_is_address"],
    ["example99", "password_is_address"],
    ["correct horse", null],
    ["flux of a river", null],
    ["janedoes diary", null],
    ["𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀", null],
    ["31415926535", null],
  ])("%s: %s", (password, weakness) =>
    expect(weaknessOf(password, "jane.doe@example.com", "Flux AI")).toBe(weakness),
  );

  test.each([
    ["Lantern Pictures", "Lantern&Pictures1"],
    ["Lantern Pictures", "picturespictures"],
    ["灯笼影像", "灯笼影像灯笼影像"],
    ["A aa aaa", `${"a".repeat(255)}a`],
  ])("the name of a site called %s is no password there", (site, password) => {
    expect(weaknessOf(password, "jane@example.com", site)).toBe("password_is_site");
    expect(weaknessOf(`${password} b`, "jane@example.com", site)).toBeNull();
    expect(weaknessOf("fluxfluxflux", "jane@example.com", site)).toBeNull();
  });

  test("numbers alone in an address forbid nothing but themselves", () => {
    expect(weaknessOf("10203040506", "10203040506@qq.com", "Flux AI")).toBe("password_is_address");
    expect(weaknessOf("98712365401", "10203040506@qq.com", "Flux AI")).toBeNull();
  });
});
