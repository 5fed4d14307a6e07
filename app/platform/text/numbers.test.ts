import { expect, test } from "vitest";
import { decimalIn, wholeNumberIn } from "./numbers";

test.each([
  "0x10",
  "0b1",
  "1e3",
  "Infinity",
  "NaN",
  "-1",
  "+1",
  "1.0",
  " 1",
  "1\n",
  "",
  "１",
  "١",
  "1_000",
  "1".repeat(16),
])("S20: %j is no whole number", (text) => expect(wholeNumberIn(text)).toBeNull());

test("S20: digits are one", () => {
  expect(["0", "007", "999999999999999"].map(wholeNumberIn)).toEqual([0, 7, 999_999_999_999_999]);
  expect([wholeNumberIn(null), wholeNumberIn(undefined)]).toEqual([null, null]);
});

test("S20: a decimal has two places at most", () => {
  expect(["3", "3.5", "3.25", "10.00"].map(decimalIn)).toEqual([3, 3.5, 3.25, 10]);
  for (const text of ["3.", ".5", "3.125", "1e1", "0x1", "-1", "Infinity", "3,5", ""])
    expect(decimalIn(text)).toBeNull();
});
