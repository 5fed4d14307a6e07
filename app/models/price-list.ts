/** What a model asks for: for a picture, and more for each megapixel that comes out of it and goes in. */
export type Rates = { fixed: number; out: number; each: number };

/** What of an order rates are multiplied with. `each`: the megapixels of each picture that is brought. */
export type Amounts = { megapixels: number; pictures: number; each: number };

/** What one picture costs at the rates, in their unit. Megapixels are rounded up, picture by picture. */
export function priceAt(
  { fixed, out, each: perEach }: Rates,
  { megapixels, pictures, each }: Amounts,
): number {
  return fixed + out * Math.ceil(megapixels) + perEach * Math.ceil(each) * pictures;
}

/** Parts of a credit are written so exactly that their sum, rounded up, is the price that was meant. */
const DIGITS = 9;

/** The rates of models in credits, as a form carries them: by it one knows of each of its choices what it was to cost. */
export function priceList(rates: [key: string, Rates][]): string {
  return rates
    .map(([key, { fixed, out, each }]) => [key, ...[fixed, out, each].map(written)].join(" "))
    .join(",");
}

const written = (credits: number) => Number(credits.toFixed(DIGITS));

/** The price of one picture by a model in a list, in whole credits; null where the list does not name it. */
export function priceIn(list: string, key: string, amounts: Amounts): number | null {
  const [, ...numbers] = list
    .split(",")
    .flatMap((line) => (line.startsWith(`${key} `) ? line.split(" ") : []));
  const [fixed = Number.NaN, out = 0, each = 0] = numbers.map(Number);
  const price = Math.ceil(Number(priceAt({ fixed, out, each }, amounts).toFixed(DIGITS - 3)));
  return Number.isSafeInteger(price) ? price : null;
}
