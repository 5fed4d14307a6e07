import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { begin } from "~/accounts/providers/begin.server";
import { providerOf } from "~/accounts/providers/providers.server";
import { readWay } from "~/accounts/recovery/forms.server";
import { proofFor, refusedWay } from "~/accounts/ways/ask.server";
import { removeWay } from "~/accounts/ways/remove-way.server";
import { waysOf } from "~/accounts/ways/ways.server";
import { formFailed } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { notKept } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { OnTheWay } from "~/ui/account/ways/on-the-way";
import { WayForm } from "~/ui/account/ways/way-form";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ signInWith }) => signInWith.ways, needsScripts: false };

export const headers = notKept;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { id } = await requireUser(request, context);
  const using = services(context);
  const provider = found(providerOf(using.settings, params.provider));
  const [{ hasPassword, hasPasskey, known }, proof] = await Promise.all([
    waysOf(using, id),
    proofFor(using, request, { id }),
  ]);
  const way = known.find(({ id }) => id === provider.id);
  return {
    ...{ id: provider.id, name: provider.name, isKnown: way !== undefined, email: way?.email ?? null },
    proof,
    isLast: way !== undefined && !hasPassword && !hasPasskey && known.length === 1,
  };
}

/** Adding leads to the other site, which a form's answer cannot: the page that answers leads there by itself. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const asked = { request, context };
  const user = await requireUser(request, context, "/account/ways");
  const using = services(context);
  const provider = found(providerOf(using.settings, params.provider));
  const read = readWay(formOf(context));
  if (!read.ok) return formFailed(context, read);
  const refused = await refusedWay(asked, user, read.value.current_password);
  if (refused) return refused;
  if (read.value.do === "remove") {
    const isRemoved = await removeWay(using, user, provider, { request, language: languageOf(request) });
    if (!isRemoved) return formFailed(context, { errors: { "": "last_way" as const }, values: {} });
    sendSoon(using);
    return redirectWith(asked, "/account/ways", { kind: "account", done: "way_removed" });
  }
  const along = { to: "/account/ways", invite: null, draft: null, addTo: user.id };
  const begun = await begin(using, request, provider, along);
  if (!begun) return formFailed(context, { errors: { "": "provider_down" as const }, values: {} });
  const headers = { "Set-Cookie": begun.cookie, Refresh: `0; url=${begun.url}` };
  return data({ to: begun.url, name: provider.name }, { headers });
}

export default function Way() {
  const way = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  if (acted && "to" in acted) return <OnTheWay {...acted} />;
  return <WayForm {...way} errors={acted?.errors} />;
}
