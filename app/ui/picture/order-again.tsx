import { Form } from "@remix-run/react";
import type { OrderValues } from "~/generations/order.server";
import { MAKE_ACTION } from "~/http/wire";
import { modelOf } from "~/models/models";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { SubmitButton } from "../form/submit-button";

type OrderAgainProps = {
  /** Fresh, as for any form: it will be the new generation's. */
  id: string;
  label: string;
  order: OrderValues & { input?: string };
};

/** The same order once more, for a new picture. */
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
