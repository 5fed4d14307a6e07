import { priceAt } from "~/models/price";
import { counted } from "../countdown";
import { whenShown } from "../page";

/** Says on the button what the very order costs: its size, its detail and its pictures count. */
export function startPrice(): void {
  const sayAll = () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("[data-rates]")) sayPrice(form);
  };
  whenShown(sayAll);
  document.addEventListener("change", sayAll);
}

function sayPrice(form: HTMLFormElement): void {
  const rates = JSON.parse(form.dataset.rates ?? "{}");
  const chosen = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]:checked`);
  const price = priceAt(rates, {
    megapixels: Number(chosen("size")?.dataset.megapixels ?? rates.megapixels),
    each: Number(chosen("detail")?.value ?? rates.detail ?? 1),
    pictures: picturesIn(form),
  });
  const button = form.querySelector<HTMLElement>(".generate");
  const field = form.querySelector<HTMLInputElement>("[name=price]");
  if (!button || !field || field.value === String(price)) return;
  field.value = String(price);
  const { credit = "", credits = "" } = button.dataset;
  const inWords = (count: number) => counted(count === 1 ? credit : credits, count);
  const said = button.querySelector(".price");
  if (said) said.textContent = inWords(price);
  Object.assign(button.dataset, {
    two: inWords(price * 2),
    three: inWords(price * 3),
    four: inWords(price * 4),
  });
}

function picturesIn(form: HTMLFormElement): number {
  const named = form.querySelectorAll(":is([name=input], [name=source])").length;
  const left = form.querySelectorAll("[name=leave_out]:checked").length;
  const files = form.querySelector<HTMLInputElement>("[type=file]")?.files?.length ?? 0;
  return named - left + files;
}
