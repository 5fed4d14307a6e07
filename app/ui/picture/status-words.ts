import { isCreditKept, reasonOf } from "~/models/reasons";
import type { Words } from "~/words/words";

/** What each status is called on pages; how one ended says whether a credit was returned, kept, or never taken. */
export function statusWords(
  { statuses, creditKept, notBrought }: Words["picture"],
  errorCode: string | null,
) {
  if (isCreditKept(errorCode)) return { ...statuses, ...creditKept };
  return reasonOf(errorCode) === "not_brought" ? { ...statuses, ...notBrought } : statuses;
}
