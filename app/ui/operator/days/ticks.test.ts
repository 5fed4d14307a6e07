import { expect, test } from "vitest";
import { ticks } from "./ticks";

test.each([
  [0, 1, [0, 1]],
  [1, 1, [0, 1]],
  [2, 1, [0, 1, 2]],
  [3, 1, [0, 1, 2, 3]],
  [7, 1, [0, 2, 4, 6, 8]],
  [0.03, 0.01, [0, 0.01, 0.02, 0.03]],
  [0.001, 0.01, [0, 0.01]],
  [1, 0.01, [0, 0.5, 1]],
  [1234, 1, [0, 500, 1000, 1500]],
])("an axis up to %d in steps of %d or more has %j", (most, least, expected) => {
  expect(ticks(most, least)).toEqual(expected);
});
