import type { OrderValues } from "~/generations/order/order-values.server";
import type { FormErrors } from "~/http/forms.server";
import type { Model } from "~/models/model";
import { priceOf } from "~/models/price";
import type { Shown } from "~/pictures/brought/shown.server";
import { useWords } from "~/words/words";
import { ErrorSummary } from "../form/form";
import { OrderButton } from "../form/order-button";
import { FormAgainFrom } from "../page/again/again-from";
import { addressOfShown, usePictures } from "../page/pictures";

type WorkAgainProps = {
  id: string;
  model: Model;
  values: OrderValues;
  brought: Shown[];
  errors: FormErrors | undefined;
};

/** An order of work on a picture that did not go through, to be sent once more at the price of today. */
export function WorkAgain({ id, model, values, brought, errors }: WorkAgainProps) {
  const { aboutModels } = useWords();
  const pictures = usePictures();
  const price = priceOf(model, { size: values.size, pictures: brought.length });
  const order = [...Object.entries(values), ...brought.map(({ field, id }): [string, string] => [field, id])];
  return (
    <section className="work-again" aria-label={model.name}>
      <ErrorSummary errors={errors}>
        <FormAgainFrom />
      </ErrorSummary>
      {brought.map((shown) => (
        <img
          key={shown.id}
          src={addressOfShown(pictures, shown)}
          alt={values.prompt ?? ""}
          width={160}
          height={160}
          className="brought"
        />
      ))}
      <p>{aboutModels[model.key as keyof typeof aboutModels]}</p>
      <OrderButton id={id} label={model.name} price={price} order={order} />
    </section>
  );
}
