import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { prompts_without_anything_to_see } from "../../../test/fixtures/texts.json";
import { parseOrder } from "./order.server";

/** What becomes of a form with these fields. */
function read(fields: Record<string, string>) {
  const form = new FormData();
  const sent = { id: uuidv7(), prompt: "A castle", ratio: "1:1", ...fields };
  for (const [name, value] of Object.entries(sent)) form.append(name, value);
  const order = parseOrder(form, []);
  return order.ok ? order.value : order.errors;
}

describe("F17: a prompt without anything to see is none", () => {
  test.each([...prompts_without_anything_to_see, "", " \n ", "\u0000\u001b"])("%j", (prompt) => {
    expect(read({ prompt })).toEqual({ prompt: "prompt_empty" });
  });
});

test.each([
  ["\ufeff\u200b A castle \u3164\r\n", "A castle"],
  ["one\r\ntwo\u0007three\n", "one\ntwo three"],
  ["می\u200cخواهم 👨‍👩‍👧 ❤️", "می\u200cخواهم 👨‍👩‍👧 ❤️"],
])("F17: the prompt of %j is %j", (prompt, kept) => expect(read({ prompt })).toMatchObject({ prompt: kept }));

test("F17: a prompt has 1,000 characters at most, whatever each is made of, and what was trimmed is not counted", () => {
  expect(read({ prompt: `\u200b${"𠀀".repeat(1000)}\u3164` })).toMatchObject({ prompt: "𠀀".repeat(1000) });
  expect(read({ prompt: `${"a\r\n".repeat(500)}` })).toMatchObject({ prompt: `${"a\n".repeat(499)}a` });
  expect(read({ prompt: "𠀀".repeat(1001) })).toEqual({ prompt: "prompt_too_long" });
});

const ODD_NUMBERS = ["Infinity", "0x10", "1e1", "-1", "+1", "1.0.0", "NaN", "１", "1_0", "9".repeat(400)];

describe("S20: a number is digits and nothing else", () => {
  test.each([...ODD_NUMBERS, "2.5"])("%j", (text) => {
    for (const field of ["seed", "count", "steps"])
      expect(read({ model: "dev", price: "9", [field]: text })).toEqual({ [field]: `${field}_range` });
    expect(read({ price: text })).toEqual({ price: "price_rose" });
  });

  test.each(ODD_NUMBERS)("%j is no guidance", (guidance) => {
    expect(read({ model: "dev", price: "9", guidance })).toEqual({ guidance: "guidance_range" });
  });

  test("with spaces around it when it was pasted", () => {
    const fields = { model: "dev", price: "9", seed: " 1\n", count: " 2", steps: "3 ", guidance: " 2.5 " };
    expect(read(fields)).toMatchObject({ seed: 1, count: 2, steps: 3, guidance: 2.5 });
    expect(read({ seed: " ", count: "" })).toMatchObject({ seed: null, count: 1 });
  });

  test("at its limits and no further", () => {
    expect(read({ seed: "4294967295" })).toMatchObject({ seed: 4_294_967_295 });
    expect(read({ seed: "4294967296" })).toEqual({ seed: "seed_range" });
    expect(read({ count: "0" })).toEqual({ count: "count_range" });
    expect(read({ price: "0" })).toEqual({ price: "price_rose" });
    expect(read({ price: "999999999999999" })).toMatchObject({ cost: 1 });
  });
});

test("S20: fields of names that every object has are unknown", () => {
  for (const name of ["__proto__", "constructor", "toString"]) {
    const form = new FormData();
    for (const [field, value] of [
      ["id", uuidv7()],
      ["prompt", "x"],
      ["ratio", "1:1"],
      [name, "1"],
    ] as const)
      form.append(field, value);
    expect(parseOrder(form, [])).toMatchObject({ ok: false, errors: { "": "unknown_field" } });
  }
});

test("a box of an order is ticked as any other", () => {
  expect(read({ elaborate: "1", fresh: "1" })).toMatchObject({ elaborate: true, fresh: true });
  expect(read({})).toMatchObject({ elaborate: false, fresh: false });
  expect(read({ elaborate: "on" })).toEqual({ elaborate: "incomplete" });
});
