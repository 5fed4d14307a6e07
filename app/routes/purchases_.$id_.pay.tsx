import { data, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUserWith } from "~/accounts/gate.server";
import { found, idIn } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { headersOfLoader } from "~/http/page-headers.server";
import { type Checkout, checkoutOf } from "~/purchases/checkout.server";
import { ownPurchase } from "~/purchases/purchase.server";
import { services } from "~/services.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ shop }) => shop.leading };

/** `Refresh` leads on without a script and without a form, to which browsers would forbid it. */
export const headers = headersOfLoader;

/** After so many seconds the page asks again when the shop did not answer. */
const AGAIN_SECONDS = 5;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const using = services(context);
  const asked = await requireUserWith(request, context, (person) => ownPurchase(using, person, id));
  const purchase = found(asked.found);
  const checkout = await checkoutOf(using, purchase);
  const page = `/purchases/${purchase.id}`;
  if (checkout.kind === "over") throw redirect(page);
  const refresh = leadOn(checkout, page);
  return data(
    { checkout, page },
    { headers: { "Cache-Control": "no-store", ...(refresh && { Refresh: refresh }) } },
  );
}

function leadOn(checkout: Checkout, page: string): string | null {
  if (checkout.kind === "leads") return `0; url=${checkout.url}`;
  return checkout.kind === "unknown" ? `${AGAIN_SECONDS}; url=${page}/pay` : null;
}

export const action = getOnly;

export default function Pay() {
  const { shop } = useWords();
  const { checkout, page } = useLoaderData<typeof loader>();
  if (checkout.kind === "leads")
    return (
      <div className="narrow">
        <h1>{shop.leading}</h1>
        <p>{shop.leadingText}</p>
        <a className="button primary" href={checkout.url}>
          {shop.leadOn}
        </a>
      </div>
    );
  const isSilent = checkout.kind === "unknown";
  return (
    <div className="narrow">
      <h1>{isSilent ? shop.silent : shop.refuses}</h1>
      <p>{isSilent ? shop.silentText : shop.refusesText}</p>
      <p className="actions">
        <a className="button primary" href={`${page}/pay`}>
          {shop.tryAgain}
        </a>
        <a className="button" href="/credits">
          {shop.backToCredits}
        </a>
      </p>
    </div>
  );
}
