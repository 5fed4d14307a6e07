import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { reportPage, takeReport } from "~/reports/report-page.server";
import { services } from "~/services.server";
import { generationBehind } from "~/shares/shared-picture.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { ReportForm } from "~/ui/picture/report-form";

export const handle: PageHandle = { title: ({ reports }) => reports.title, needsScripts: false };

/** A form that came too often says when it may come again; no search engine lists the page. */
export const headers: HeadersFunction = ({ actionHeaders, loaderHeaders }) => {
  const headers = new Headers(actionHeaders);
  for (const [name, value] of loaderHeaders) headers.append(name, value);
  headers.set("X-Robots-Tag", "noindex");
  return headers;
};

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
