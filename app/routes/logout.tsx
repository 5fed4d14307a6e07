import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { closeSession } from "~/accounts/sessions.server";
import { forgetList } from "~/history/way-back.server";
import { postOnly } from "~/http/methods.server";
import { services } from "~/services.server";

export const loader = postOnly;

export async function action({ request, context }: ActionFunctionArgs) {
  const using = services(context);
  return redirect("/", {
    status: 303,
    headers: [
      ["Set-Cookie", await closeSession(using, request)],
      ["Set-Cookie", await forgetList(request, using)],
      // Pages and pictures of theirs are kept in the browser, which others may use after them.
      ["Clear-Site-Data", '"cache", "prefetchCache"'],
    ],
  });
}

// A component, so that the refusal above is shown as a page.
export default function Logout() {
  return null;
}
