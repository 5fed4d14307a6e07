import type { CancelOffer } from "~/credits/allowances.server";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";

/** A button to cancel, which says what that costs; the form carries what it said, so that it never costs more. */
export function CancelButton({ id, offer }: { id: string; offer: CancelOffer }) {
  const { waiting } = useWords();
  return (
    <form method="post" action={`/generations/${id}/cancel`} data-in-place>
      <input type="hidden" name="terms" value={offer.terms} />
      <button type="submit">{waiting.cancel(offer)}</button>
      <FormToken />
    </form>
  );
}
