import type { CancelOffer } from "~/credits/allowances.server";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";

type CancelProps = {
  id: string;
  offer: CancelOffer;
  /** The order on whose page the button is; without it, it is on the picture's own. */
  order?: string;
};

/** A button to cancel, which says what that costs; the form carries what it said, so that it never costs more. */
export function CancelButton({ id, offer, order }: CancelProps) {
  const { waiting } = useWords();
  return (
    <form method="post" action={`/generations/${id}/cancel`} data-in-place>
      <input type="hidden" name="terms" value={offer.terms} />
      {order && <input type="hidden" name="order" value={order} />}
      <button type="submit">{waiting.cancel(offer)}</button>
      <FormToken />
    </form>
  );
}
