import { uuidv7 } from "uuidv7";
import type { User } from "~/accounts/user";
import type { FormErrors } from "~/http/forms.server";
import { takePicture } from "~/pictures/brought/bring.server";
import { asBrought, pictureNamedBy, type Shown } from "~/pictures/brought/shown.server";
import type { Services } from "~/services.server";
import { type Order, orderValues, parseOrder } from "./order.server";

/** The form as it is shown again, with an id of its own. */
export type Again = {
  id: string;
  values: ReturnType<typeof orderValues>;
  brought: Shown | null;
  errors: FormErrors | undefined;
};

/** The form with what was typed, not judged: a browser without scripts asks for another model's fields. */
export async function shownAgain(using: Services, user: User | null, form: FormData): Promise<Again> {
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  const brought = user && (await pictureNamedBy(using, user, new URLSearchParams(texts)));
  return { id: uuidv7(), values: orderValues(form), brought, errors: undefined };
}

/**
 * The form with which pictures are ordered: the order, or what is wrong with it, and either way what was typed and
 * brought. For nobody (null) it is judged as for anybody, but that a picture which is brought belongs to somebody.
 */
export async function readOrder(
  using: Services,
  user: User | null,
  form: FormData,
): Promise<{ ok: true; order: Order; again: Again } | { ok: false; again: Again }> {
  const values = orderValues(form);
  const brought = await takePicture(using, user, form);
  const picture = brought.kind === "kept" ? brought.input : null;
  const order = parseOrder(form, picture);
  const again = { id: uuidv7(), values, brought: picture && asBrought(picture), errors: undefined };
  if (order.ok && brought.kind !== "refused") return { ok: true, order: order.value, again };
  const errors: FormErrors = {
    ...(!order.ok && order.errors),
    ...(brought.kind === "refused" && { picture: brought.mistake }),
  };
  if (!user && errors.picture === "picture_missing") errors.picture = "picture_signed_out";
  return { ok: false, again: { ...again, errors } };
}
