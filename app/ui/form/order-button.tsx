import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { MAKE_ACTION } from "~/http/wire";
import { useWords } from "~/words/words";
import { FormToken } from "./form-token";
import { SubmitButton } from "./submit-button";

type OrderButtonProps = {
  /** An id for the new generation, served with the page. */
  id: string;
  label: ReactNode;
  /** The price of the order, in credits. */
  price: number;
  /** The order's fields, as the form with the prompt has them. */
  order: [name: string, value: string][];
  /** What else the visitor may choose. */
  children?: ReactNode;
};

/** Orders a picture with one button that says what it costs; always a new one, not one from the cache. */
export function OrderButton({ id, label, price, order, children }: OrderButtonProps) {
  const { credit } = useWords();
  return (
    <Form method="post" action={MAKE_ACTION}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="price" value={price} />
      <input type="hidden" name="fresh" value="1" />
      <input type="hidden" name="unread" value="1" />
      {order.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
      <SubmitButton>
        {label} · {credit(price)}
      </SubmitButton>
      <FormToken />
    </Form>
  );
}
