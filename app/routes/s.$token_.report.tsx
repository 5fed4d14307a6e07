import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { headersOfUnlistedForm } from "~/http/page-headers.server";
import { reportPage, takeReport } from "~/reports/report-page.server";
import { services } from "~/services.server";
import { generationBehind } from "~/shares/shared-picture.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { ReportForm } from "~/ui/picture/report-form";

export const handle: PageHandle = { title: ({ reports }) => reports.title, needsScripts: false };

export const headers = headersOfUnlistedForm;

const shown = async ({ context, params }: LoaderFunctionArgs) =>
  generationBehind(services(context), params.token ?? "");

export async function loader(asked: LoaderFunctionArgs) {
  return reportPage(asked, await shown(asked), `/s/${asked.params.token}`);
}

/** Takes what anybody with the link reports of its picture. */
export async function action(asked: ActionFunctionArgs) {
  return takeReport(asked, await shown(asked));
}

export default function Report() {
  return <ReportForm page={useLoaderData<typeof loader>()} again={useActionData<typeof action>()} />;
}
