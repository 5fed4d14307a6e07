import { Form } from "@remix-run/react";
import { FLUX_SCHNELL } from "~/generations/models";
import { credits } from "./credits";

type OrderAgainProps = {
  /** Fresh, as for any form: it will be the new generation's. */
  id: string;
  label: string;
  order: { prompt: string; ratio: string; fixedSeed: number | null };
};

/** The same order once more, for a new picture. */
export function OrderAgain({ id, label, order }: OrderAgainProps) {
  return (
    <Form method="post" action="/?index">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="prompt" value={order.prompt} />
      <input type="hidden" name="ratio" value={order.ratio} />
      <input type="hidden" name="seed" value={order.fixedSeed ?? ""} />
      <input type="hidden" name="fresh" value="1" />
      <input type="hidden" name="price" value={FLUX_SCHNELL.price} />
      <button type="submit">
        {label} · {credits(FLUX_SCHNELL.price)}
      </button>
    </Form>
  );
}
