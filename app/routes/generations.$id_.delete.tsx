import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import * as z from "zod";
import { requireUser } from "~/accounts/gate.server";
import { deleteGenerations } from "~/history/deleted/delete.server";
import { ownPage } from "~/http/addresses.server";
import { parse } from "~/http/forms.server";
import { idIn } from "~/http/found.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { services } from "~/services.server";

/** Where the visitor goes on: without it in the list that the picture was in. */
const Form = z.object({ back: z.string().optional() });

/** Deleting once asked on a page of this address: links to it lead to the picture, where the button is. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/generations/${idIn(params)}`);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = idIn(params);
  const page = `/generations/${id}`;
  const user = await requireUser(request, context, page);
  const form = parse(Form, formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const deleted = await deleteGenerations(services(context), user, [id]);
  const back = ownPage(form.value.back ?? "/history", request) ?? "/history";
  const to = deleted.open > 0 ? page : back;
  return redirectWith({ request, context }, to, { kind: "deleted", ...deleted });
}

// A component, so that the refusals above are shown as pages.
export default function Delete() {
  return null;
}
