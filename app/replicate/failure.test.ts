import { describe, expect, test } from "vitest";
import { failingOf, lastingOf } from "./failure";

/** What models seen at Replicate say of a failure; a code is told in many wordings. */
describe("worth another try", () => {
  test.each([
    "Director: unexpected error handling prediction (E9243)",
    "E6716",
    "Error code: E6716 - timed out starting prediction",
    "E1000",
    "prediction failed: E1001",
    "out of memory (E1001)",
    "E8765",
    "ModelError: E001",
    "Service is currently unavailable due to high demand. Please try again later. (E003)",
    "Prediction interrupted; please retry (code: PA)",
    "code: PA",
    "CUDA out of memory",
    "ReadTimeout: timed out",
  ])("%s", (error) => {
    expect(failingOf(error)).toBe("transient");
  });
});

describe("content refused", () => {
  test.each([
    "All generated images contained NSFW content. Try running it again with a different prompt.",
    "NSFW content detected. Try running it again, or try a different prompt.",
    "The input or output was flagged as sensitive. Please try again with different inputs. (E005)",
    "E005",
    "Your request violates our content policy.",
    "content_policy_violation",
    "Rejected by the safety system",
    "Blocked by moderation",
    "moderation_blocked",
    "The prompt was judged unsafe",
    "Prohibited content",
  ])("%s", (error) => {
    expect(failingOf(error)).toBe("moderated");
  });
});

test.each([null, "", "Something that will not get better", "E4711", "Prediction failed."])(
  "anything else is neither: %s",
  (error) => {
    expect(failingOf(error)).toBe("unknown");
  },
);

test.each([
  ["Prediction interrupted; please retry (code: PA)", "interrupted"],
  ["code: PA", "interrupted"],
  ["E9243", "failed"],
  ["CUDA out of memory", "failed"],
  ["a code for PAris", "failed"],
] as const)("what lasts is called by its name: %s, %s", (error, ending) => {
  expect(lastingOf(error)).toBe(ending);
});
