import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { found, idIn } from "~/http/found.server";
import { readByOperators, requireOperator } from "~/operators/gate.server";
import { openReported } from "~/reports/reported.server";
import { services } from "~/services.server";

/** The picture that a report is about, to operators. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireOperator(request, context);
  return found(await openReported(services(context), idIn(params), request));
}

export const action = readByOperators;
