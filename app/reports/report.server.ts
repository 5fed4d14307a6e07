import * as z from "zod";
import { canonicalAddress } from "~/accounts/email-address.server";
import { budgetFor } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import { networkAddress } from "~/http/door/network-address.server";
import { parse, says } from "~/http/forms.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import { lengthOf, trimmed } from "~/platform/text/text.server";
import type { Services } from "~/services.server";
import { LONGEST_SAID } from "~/site/limits";
import { REPORTS_FROM_A_NETWORK, REPORTS_OF_A_PICTURE, REPORTS_OF_ALL } from "./limits";

export const REASONS_TO_REPORT = ["illegal", "person", "rights", "other"] as const;

const Report = z.object({
  id: z.uuid(),
  why: z.enum(REASONS_TO_REPORT, says("report_reason_empty")),
  said: z
    .string()
    .transform(trimmed)
    .refine((text) => lengthOf(text) <= LONGEST_SAID, says("said_too_long")),
  email: z
    .string()
    .transform(trimmed)
    .refine((text) => text === "" || canonicalAddress(text) !== null, says("email_malformed"))
    .transform((text) => canonicalAddress(text) ?? ""),
});

export type Report = z.output<typeof Report>;

export const readReport = (form: FormData) => parse(Report, form);

/** From when on a report is taken again; null where this one was, or where its picture is gone meanwhile. */
export async function report(
  using: Services,
  request: Request,
  generationId: string,
  { id, why, said, email }: Report,
  language: Language,
): Promise<{ againAt: string } | null> {
  const secrets = using.settings.SESSION_SECRETS;
  const network = networkAddress(request, using.settings);
  const { taken, againAt } = await take(using, [
    ...(network ? [budgetFor(`report from ${network}`, REPORTS_FROM_A_NETWORK, secrets)] : []),
    budgetFor(`report of ${generationId}`, REPORTS_OF_A_PICTURE, secrets),
    budgetFor("report of all", REPORTS_OF_ALL, secrets),
  ]);
  if (!taken) return { againAt };
  try {
    await using.db
      .insertInto("reports")
      .values({
        id,
        generation_id: generationId,
        reason: why,
        said,
        email,
        language,
        answer: "",
        created_at: timestamp(),
      })
      .execute();
  } catch (error) {
    // The same form was sent before; or the picture is gone, and nothing is left to report.
    if (!refusedBy(error, "reports.id") && !refusedBy(error, "FOREIGN KEY")) throw error;
  }
  return null;
}
