import { expect, test } from "vitest";
import { ticks } from "./ticks";

test.each([
  [0, [0, 1]],
  [1, [0, 0.5, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [0.03, [0, 0.01, 0.02, 0.03]],
  [1234, [0, 500, 1000, 1500]],
])("an axis up to %d has %j", (most, expected) => {
  expect(ticks(most)).toEqual(expected);
});
