import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import * as z from "zod";
import { requireUser } from "~/accounts/gate.server";
import {
  INVITE,
  INVITE_DAYS,
  INVITE_DAYS_CHOICES,
  INVITE_USES,
  INVITE_USES_CHOICES,
} from "~/accounts/invites/limits";
import { endInvite, invitesAllowed, makeInvite, ownInvites } from "~/accounts/invites/own-invites.server";
import { publicOrigin } from "~/http/addresses.server";
import { parse } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { services } from "~/services.server";
import { InviteList } from "~/ui/account/lists/invite-list";
import { FormToken } from "~/ui/form/form-token";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ invites }) => invites.title };

const PAGE = "/account/invites";

const Form = z.object({
  do: z.enum(["make", "end"]),
  id: z.uuid(),
  uses: z.enum(INVITE_USES_CHOICES).optional(),
  days: z.enum(INVITE_DAYS_CHOICES).optional(),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const using = services(context);
  found(invitesAllowed(using.settings) || null);
  const { invites, left } = await ownInvites(using, user);
  const link = `${publicOrigin(using, request)}/join?${INVITE}=`;
  return {
    left,
    id: uuidv7(),
    invites: invites.map(({ secret, ...invite }) => ({ ...invite, link: secret && link + secret })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, PAGE);
  const using = services(context);
  found(invitesAllowed(using.settings) || null);
  const form = parse(Form, formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const { do: what, id, uses = INVITE_USES, days = INVITE_DAYS } = form.value;
  const say = (done: "invite_made" | "invite_none" | "invite_ended") =>
    redirectWith({ request, context }, PAGE, { kind: "account", done });
  if (what === "make")
    return say(`invite_${await makeInvite(using, user, { id, uses: Number(uses), days: Number(days) })}`);
  await endInvite(using, user, id);
  return say("invite_ended");
}

export default function Invites() {
  const { invites: words } = useWords();
  const { invites, left, id } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <InviteList invites={invites} />
      <p>{words.left(left)}</p>
      {left > 0 && (
        <form method="post" className="stack">
          <h2>{words.make}</h2>
          <input type="hidden" name="id" value={id} />
          <label className="field">
            {words.uses}
            <select name="uses">
              {INVITE_USES_CHOICES.filter((uses) => Number(uses) <= left).map((uses) => (
                <option key={uses} value={uses}>
                  {words.people(Number(uses))}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            {words.days}
            <select name="days" defaultValue={INVITE_DAYS_CHOICES[1]}>
              {INVITE_DAYS_CHOICES.map((days) => (
                <option key={days} value={days}>
                  {words.ofDays(Number(days))}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" name="do" value="make" className="primary">
            {words.make}
          </button>
          <FormToken />
        </form>
      )}
    </div>
  );
}
