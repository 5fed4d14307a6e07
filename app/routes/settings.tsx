import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { parse, ticked } from "~/platform/forms.server";
import { redirectWith } from "~/platform/notice.server";
import { hasShortcuts, keepShortcuts } from "~/platform/preferences.server";

export const meta: MetaFunction = () => [{ title: "Keyboard shortcuts · Flux AI" }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { isOn: await hasShortcuts(request) };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = parse(z.object({ shortcuts: ticked }), await request.formData());
  if (!form.ok) throw new Response(null, { status: 400 });
  const cookie = await keepShortcuts(form.value.shortcuts);
  return redirectWith("/settings", { kind: "settings_saved" }, [["Set-Cookie", cookie]]);
}

export default function Settings() {
  const { isOn } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>Keyboard shortcuts</h1>
      <dl>
        <dt>
          <kbd>←</kbd> <kbd>→</kbd>
        </dt>
        <dd>On a picture's page: the newer, the older one</dd>
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>To the prompt, from any page</dd>
      </dl>
      <p>They never act while you type, nor together with Ctrl, Alt or ⌘.</p>
      <Form method="post" className="stack" key={String(isOn)}>
        <label className="check">
          <input type="checkbox" name="shortcuts" value="1" defaultChecked={isOn} />
          Use these keys
        </label>
        <button type="submit">Save</button>
      </Form>
    </div>
  );
}
