import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { prompts_without_anything_to_see } from "../../test/fixtures/texts.json";
import { readOrder } from "./order.server";

/** What becomes of a form with these fields. */
function read(fields: Record<string, string>) {
  const form = new FormData();
  const sent = { id: uuidv7(), prompt: "A castle", ratio: "1:1", ...fields };
  for (const [name, value] of Object.entries(sent)) form.append(name, value);
  const order = readOrder(form, null);
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
