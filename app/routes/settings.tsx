import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import * as z from "zod";
import { visitor } from "~/accounts/gate.server";
import { ownPage } from "~/http/addresses.server";
import { parse, ticked } from "~/http/forms.server";
import { redirectWith } from "~/http/notice.server";
import { keepPreference, TABLE_SIZES, THEMES } from "~/http/preferences.server";
import { formOf } from "~/load-context";
import { LANGUAGE_KEYS } from "~/platform/text/languages";
import { BrowserSettings } from "~/ui/account/browser-settings";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ settings }) => settings.title };

/** The visitor sets one choice at a time; `back` is the page in whose menu it was made. */
const Choice = z.object({
  set: z.enum(["language", "theme", "shortcuts", "size"]),
  language: z.enum(LANGUAGE_KEYS).optional(),
  theme: z.enum(THEMES).optional(),
  size: z.enum(TABLE_SIZES).optional(),
  shortcuts: ticked,
  back: z.string().optional(),
});

/** Who is signed in finds the same on the page of their account. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (await visitor(request, context)) throw redirect("/account#settings", 303);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = parse(Choice, formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const { set, shortcuts, back, ...choices } = form.value;
  if (set === "shortcuts") {
    const cookie = keepPreference(request, "shortcuts", shortcuts ? "on" : "off");
    const page = (await visitor(request, context)) ? "/account" : "/settings";
    return redirectWith({ request, context }, page, { kind: "settings_saved" }, [["Set-Cookie", cookie]]);
  }
  const chosen = choices[set];
  if (!chosen) throw new Response(null, { status: 400 });
  // With `lang` the address would go on naming the language that was left.
  const page = ownPage(back ?? "/settings", request, ({ searchParams }) => searchParams.delete("lang"));
  return redirect(page ?? "/settings", {
    status: 303,
    headers: { "Set-Cookie": keepPreference(request, set, chosen) },
  });
}

export default function Settings() {
  const { settings } = useWords();
  return (
    <div className="narrow">
      <h1>{settings.title}</h1>
      <BrowserSettings />
    </div>
  );
}
