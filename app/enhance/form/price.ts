import { priceIn } from "~/models/price-list";
import { counted } from "../countdown";
import { whenShown } from "../page/page";

/** Says on the button what the very order costs. Pictures that are brought count, of which the stylesheet knows nothing. */
export function startPrice(): void {
  const sayAll = () => {
    for (const form of document.querySelectorAll<HTMLFormElement>(".order-form")) sayPrice(form);
  };
  whenShown(sayAll);
  document.addEventListener("change", sayAll);
}

function sayPrice(form: HTMLFormElement): void {
  const chosen = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]:checked`);
  const model = chosen("model");
  const button = form.querySelector<HTMLElement>(".generate");
  const said = button?.querySelector<HTMLElement>(".price");
  const prices = form.querySelector<HTMLInputElement>("[name=price]")?.value;
  if (!model || !button || !said || !prices) return;
  const usual = form.querySelector<HTMLInputElement>("[name=size][value='']");
  const isOfModel = (size: HTMLElement | null) =>
    size?.parentElement?.dataset.of?.includes(model.dataset.model ?? "") ?? true;
  if (usual && !isOfModel(chosen("size"))) usual.checked = true;
  const pictures = picturesIn(form);
  const needed = model.dataset.needs === undefined ? pictures : Math.max(pictures, 1);
  const price = priceIn(prices, model.value, {
    megapixels: Number(chosen("size")?.dataset.megapixels ?? model.dataset.megapixels ?? 1),
    each: Number(chosen("detail")?.value ?? model.dataset.detail ?? 1),
    pictures: needed,
  });
  if (price === null) return;
  const total = price * Number(chosen("count")?.value ?? 1);
  const { credit = "", credits = "" } = button.dataset;
  const [, number = "", unit = ""] =
    /^([\d\s,.]*\d)(.*)$/.exec(counted(total === 1 ? credit : credits, total)) ?? [];
  const part = document.createElement("span");
  part.className = "unit";
  part.textContent = unit;
  if (said.textContent !== number + unit) said.replaceChildren(number, part);
}

export function picturesIn(form: HTMLFormElement): number {
  const named = form.querySelectorAll(":is([name=input], [name=source])").length;
  const left = form.querySelectorAll("[name=leave_out]:checked").length;
  const files = form.querySelector<HTMLInputElement>("[type=file]")?.files?.length ?? 0;
  return named - left + files;
}
