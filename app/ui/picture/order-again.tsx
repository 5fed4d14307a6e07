import { Form } from "@remix-run/react";
import type { OrderValues } from "~/generations/order.server";
import { MAKE_ACTION } from "~/http/wire";
import { modelOf } from "~/models/models";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { SubmitButton } from "../form/submit-button";

type OrderAgainProps = {
  /** The id of the new order, made when the form is served, so that a double click orders once. */
  id: string;
  label: string;
  order: OrderValues & { input?: string };
};

/** A button that places the same order once more and has a new picture made, not one from the cache. */
export function OrderAgain({ id, label, order }: OrderAgainProps) {
  const { credit } = useWords();
  const { price } = modelOf(order.model);
  return (
    <Form method="post" action={MAKE_ACTION}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="price" value={price} />
      <input type="hidden" name="fresh" value="1" />
      {Object.entries(order).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton>
        {label} · {credit(price)}
      </SubmitButton>
      <FormToken />
    </Form>
  );
}
