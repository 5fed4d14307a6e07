import { Form } from "@remix-run/react";
import type { CancelOffer } from "~/credits/allowances.server";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { SubmitButton } from "../form/submit-button";

/** A button to cancel, which says what that costs; the form carries what it said, so that it never costs more. */
export function CancelButton({ id, offer }: { id: string; offer: CancelOffer }) {
  const { waiting } = useWords();
  return (
    <Form method="post" action={`/generations/${id}/cancel`}>
      <input type="hidden" name="terms" value={offer.terms} />
      <SubmitButton>{waiting.cancel(offer)}</SubmitButton>
      <FormToken />
    </Form>
  );
}
