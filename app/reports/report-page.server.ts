import { redirect } from "@remix-run/cloudflare";
import { uuidv7 } from "uuidv7";
import { guestPage } from "~/accounts/sign-in.server";
import { formFailed, formTooOften } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import type { Asked } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { readReport, report } from "./report.server";

/** Marks the address of somebody whose report was taken. */
const SENT = "sent";

/** The form by which anybody reports the picture behind a link. @throws a 404 response where nothing is shown, unless it was just reported. */
export function reportPage({ request, context }: Asked, generationId: string | null, back: string) {
  const isSent = addressOf(request).searchParams.has(SENT);
  found(isSent ? true : generationId);
  return guestPage({ request, context }, { isSent, back, freshId: uuidv7() });
}

/** Takes a report; the form again with what was typed where something is wrong with it, or where they come too often. */
export async function takeReport({ request, context }: Asked, generationId: string | null) {
  const id = found(generationId);
  const form = formOf(context);
  const read = readReport(form);
  if (!read.ok) return formFailed(context, read);
  const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  const late = await report(services(context), request, id, read.value, languageOf(request));
  if (late)
    return formTooOften(context, { errors: { "": "report_too_often" as const }, values }, late.againAt);
  return redirect(`${addressOf(request).pathname}?${SENT}`, 303);
}
