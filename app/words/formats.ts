/** Numbers, dates and plurals as a language writes them; the words of each language are made with these. */
export function formatsOf(locale: string) {
  const plain = new Intl.NumberFormat(locale);
  const withSign = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const rules = new Intl.PluralRules(locale);
  const ordinals = new Intl.PluralRules(locale, { type: "ordinal" });
  const dateFormat = (options: Intl.DateTimeFormatOptions) => {
    const byZone = new Map<string, Intl.DateTimeFormat>();
    return (at: string, timeZone: string): string => {
      const format = byZone.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
      byZone.set(timeZone, format);
      return format.format(new Date(at));
    };
  };
  const number = (value: number): string => plain.format(value);
  return {
    number,
    /** Writes a number with its sign; the minus is U+2212, which is as wide as the plus. */
    signed: (value: number): string => withSign.format(value).replace("-", "−"),
    /** Picks the plural form for the number, and writes the number in place of its `#`. */
    count: (value: number, forms: Plurals): string =>
      (forms[rules.select(value)] ?? forms.other).replace("#", number(value)),
    /** Picks the form for the place in a row: English has 1st, 2nd, 3rd, and `other` for 4th and 11th. */
    ordinal: (value: number, forms: Plurals): string =>
      (forms[ordinals.select(value)] ?? forms.other).replace("#", number(value)),
    /** Writes money; the amount is in the smallest unit of the currency, which Intl knows how many make one of. */
    money: (amount: number, currency: string): string => {
      const format = new Intl.NumberFormat(locale, { style: "currency", currency });
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
      return format.format(amount / 10 ** digits).replace("-", "−");
    },
    dateAndTime: dateFormat({ dateStyle: "medium", timeStyle: "short" }),
    time: dateFormat({ timeStyle: "short" }),
    day: dateFormat({ dateStyle: "full" }),
    month: dateFormat({ month: "long", year: "numeric" }),
  };
}

/** The forms that the language tells apart: counting, English has `one` and `other`, Chinese only `other`. */
type Plurals = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
