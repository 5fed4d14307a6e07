import { describe, expect, test } from "vitest";
import * as z from "zod";
import { parse, says, ticked } from "./forms.server";

const Schema = z.object({
  name: z.string(),
  box: ticked,
  kind: z.enum(["one", "two"], says("state_unknown")),
});

function sent(...fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of [["name", "x"], ["kind", "one"], ...fields] as [string, string][])
    form.append(name, value);
  return form;
}

test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "", "Name"])(
  "S20: a field called %j is unknown, like any that the form does not have",
  (name) => {
    const read = parse(Schema, sent([name, "1"]));
    expect(read).toEqual({ ok: false, errors: { "": "unknown_field" }, values: { name: "x", kind: "one" } });
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  },
);

test.each(["__proto__", "constructor", "toString"])("S20: %s is not one of a few", (kind) => {
  const form = sent();
  form.set("kind", kind);
  expect(parse(Schema, form)).toMatchObject({ ok: false, errors: { kind: "state_unknown" } });
});

describe("a box", () => {
  test.each([
    [[], false],
    [[["box", "1"]], true],
  ] as [[string, string][], boolean][])("%j is %s", (fields, box) => {
    expect(parse(Schema, sent(...fields))).toMatchObject({ ok: true, value: { box } });
  });

  test.each(["on", "", "0", "true"])("%j is no box of ours", (value) => {
    expect(parse(Schema, sent(["box", value]))).toMatchObject({ ok: false, errors: { box: "incomplete" } });
  });
});
