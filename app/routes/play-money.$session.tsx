import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { requireUser, requireUserWith } from "~/accounts/gate.server";
import { parse } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { formOf } from "~/load-context";
import { demoCheckout, demoPay } from "~/purchases/demo-checkout.server";
import { services } from "~/services.server";
import { PAYING } from "~/stripe/demo/acts.server";
import { FormToken } from "~/ui/form/form-token";
import { Bill } from "~/ui/page/credits/bill";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ shop }) => shop.demo.title };

/** The page on which the demo's visitors pay, in the place of Stripe's. Where anything is real there is none. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = await requireUserWith(request, context, (person) =>
    demoCheckout(services(context), person, params.session ?? ""),
  );
  return found(asked.found);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/credits");
  const form = parse(Pressed, formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const to = found(await demoPay(services(context), user, params.session ?? "", form.value.do));
  return redirect(to, 303);
}

const Pressed = z.object({ do: z.enum([...PAYING, "cancel"]) });

export default function PlayMoney() {
  const { shop, between } = useWords();
  const { isOpen, credits, currency, tax, total } = useLoaderData<typeof loader>();
  const { demo } = shop;
  return (
    <div className="narrow">
      <h1>{demo.title}</h1>
      <p>{demo.lead}</p>
      <Bill {...{ credits, currency, tax, total }} totalIs={demo.total} />
      {isOpen ? (
        <form method="post" className="stack">
          <button type="submit" name="do" value="pay" className="primary">
            {demo.pay}
          </button>
          {(["later", "fail"] as const).map((how) => (
            <div key={how} className="field">
              <button type="submit" name="do" value={how} aria-describedby={`${how}-hint`}>
                {demo[how]}
              </button>
              <p className="hint" id={`${how}-hint`}>
                {demo[`${how}Hint`]}
              </p>
            </div>
          ))}
          <button type="submit" name="do" value="cancel">
            {demo.cancel}
          </button>
          <FormToken />
        </form>
      ) : (
        <p>
          {demo.over}
          {between}
          <a href="/credits">{shop.backToCredits}</a>
        </p>
      )}
    </div>
  );
}
