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
    throw unavailable("pictures", error instanceof Error ? error.name : typeof error);
  }
}
