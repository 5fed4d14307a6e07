import { unavailable } from "~/platform/unavailable.server";
import type { Services } from "~/services.server";

/** One call to the store of pictures. @throws Unavailable when it does not answer. */
export async function askStore<Result>(
  { pictures, timings }: Pick<Services, "pictures" | "timings">,
  ask: (pictures: R2Bucket) => Promise<Result>,
): Promise<Result> {
  try {
    return await timings.measure("storage", () => ask(pictures));
  } catch (error) {
    throw unavailable("pictures", kindOfFailure(error));
  }
}

/** What R2 said, as one word of ours: its sentences end in a number in brackets, and quote keys before it. */
function kindOfFailure(error: unknown): string {
  const code = error instanceof Error ? error.message.match(/\((\d{4,6})\)/)?.[1] : undefined;
  return code ? `r2_${code}` : "other";
}
