import { data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { DRAFT_PAGE } from "~/accounts/drafts.server";
import { requireUserWith } from "~/accounts/gate.server";
import { publicOrigin } from "~/http/addresses.server";
import { found, idIn } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { redirectWith } from "~/http/notice.server";
import { headersOfLoader } from "~/http/page-headers.server";
import { addressOf } from "~/platform/address.server";
import { type Fulfilled, fulfil } from "~/purchases/fulfil.server";
import { LOOKS_AGAIN_SECONDS } from "~/purchases/limits";
import { ownPurchase } from "~/purchases/purchase.server";
import { purchasePage } from "~/purchases/receipt.server";
import { services } from "~/services.server";
import { PurchaseReceipt } from "~/ui/page/credits/purchase-receipt";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ shop }, loaded) => shop.states[loaded?.state ?? "paid"],
};

export const headers = headersOfLoader;

/** A purchase: its receipt, or how it stands. Whoever comes back from paying is asked for at Stripe, and led on. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const using = services(context);
  const asked = await requireUserWith(request, context, (person) => ownPurchase(using, person, id));
  const [user, purchase] = [asked.user, found(asked.found)];
  const state = await fulfil(using, purchase);
  const { searchParams } = addressOf(request);
  const isBack = searchParams.get("back") === "paid";
  if (state === "paid" && (isBack || purchase.state !== "paid")) {
    const to = purchase.order_waits === 1 ? DRAFT_PAGE : `/purchases/${id}`;
    throw await redirectWith({ request, context }, to, { kind: "credits_bought", credits: purchase.credits });
  }
  const page = found(await purchasePage(using, user, id, publicOrigin(using, request)));
  return data({ ...page, state }, { headers: lookAgain(state, id, Number(searchParams.get("looks"))) });
}

/** The header by which the page looks again for what is on its way, ever less often. */
function lookAgain(state: Fulfilled, id: string, looks: number): Record<string, string> {
  if (state !== "pending" && state !== "unknown") return {};
  const next = Number.isSafeInteger(looks) && looks > 0 ? Math.min(looks, LOOKS_AGAIN_SECONDS.length - 1) : 0;
  return { Refresh: `${LOOKS_AGAIN_SECONDS[next]}; url=/purchases/${id}?looks=${next + 1}` };
}

export const action = getOnly;

export default function Purchase() {
  const { shop, money } = useWords();
  const { state, ...page } = useLoaderData<typeof loader>();
  const { id, credits, amount, currency } = page.purchase;
  return (
    <div className="narrow">
      <h1>{shop.states[state]}</h1>
      {state === "paid" ? (
        <PurchaseReceipt page={page} />
      ) : (
        <>
          <p>{shop.productAt(shop.product(credits), money(amount, currency))}</p>
          <p role="status">{shop.stateTexts[state]}</p>
        </>
      )}
      <p className="actions">
        {state === "open" && (
          <a className="button primary" href={`/purchases/${id}/pay`}>
            {shop.pay}
          </a>
        )}
        <a className="button" href="/credits">
          {shop.backToCredits}
        </a>
      </p>
    </div>
  );
}
