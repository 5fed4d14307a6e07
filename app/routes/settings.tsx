import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import * as z from "zod";
import { ownPage } from "~/http/addresses.server";
import { parse, ticked } from "~/http/forms.server";
import { redirectWith } from "~/http/notice.server";
import { keepPreference, TABLE_SIZES, THEMES } from "~/http/preferences.server";
import { formOf } from "~/load-context";
import { LANGUAGE_KEYS } from "~/platform/text/languages";
import { FormToken } from "~/ui/form/form-token";
import type { PageHandle } from "~/ui/page/page-handle";
import { useRootData } from "~/ui/page/root-data";
import { LanguageSwitch, ThemeSwitch } from "~/ui/page/switches";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ settings }) => settings.title };

/** The visitor sets one choice at a time; `back` is the page whose footer it was made in. */
const Choice = z.object({
  set: z.enum(["language", "theme", "shortcuts", "size"]),
  language: z.enum(LANGUAGE_KEYS).optional(),
  theme: z.enum(THEMES).optional(),
  size: z.enum(TABLE_SIZES).optional(),
  shortcuts: ticked,
  back: z.string().optional(),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const form = parse(Choice, formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const { set, shortcuts, back, ...choices } = form.value;
  if (set === "shortcuts") {
    const cookie = keepPreference(request, "shortcuts", shortcuts ? "on" : "off");
    return redirectWith({ request, context }, "/settings", { kind: "settings_saved" }, [
      ["Set-Cookie", cookie],
    ]);
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
  const known = useRootData();
  const isOn = known?.hasShortcuts ?? true;
  return (
    <div className="narrow">
      <h1>{settings.title}</h1>
      <h2>{settings.ofThisBrowser}</h2>
      <LanguageSwitch />
      <ThemeSwitch chosen={known?.theme ?? "system"} />
      <h2>{settings.keys}</h2>
      <dl>
        <dt>
          <kbd>←</kbd> <kbd>→</kbd>
        </dt>
        <dd>{settings.arrows}</dd>
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>{settings.slash}</dd>
      </dl>
      <p>{settings.neverWhileTyping}</p>
      <form method="post" className="stack">
        <input type="hidden" name="set" value="shortcuts" />
        <label className="check">
          <input type="checkbox" name="shortcuts" value="1" defaultChecked={isOn} />
          {settings.useKeys}
        </label>
        <button type="submit">{settings.save}</button>
        <FormToken />
      </form>
    </div>
  );
}
