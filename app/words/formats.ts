/** Numbers, dates and plurals as a language writes them; what a language's words are made with. */
export function formatsOf(locale: string) {
  const plain = new Intl.NumberFormat(locale);
  const withSign = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const rules = new Intl.PluralRules(locale);
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
    /** With a real minus sign, which is as wide as the plus. */
    signed: (value: number): string => withSign.format(value).replace("-", "−"),
    /** The form that fits the number, which stands where the form has `#`. */
    count: (value: number, forms: Plurals): string =>
      (forms[rules.select(value)] ?? forms.other).replace("#", number(value)),
    dateAndTime: dateFormat({ dateStyle: "medium", timeStyle: "short" }),
    time: dateFormat({ timeStyle: "short" }),
    day: dateFormat({ dateStyle: "full" }),
  };
}

/** As many as the language tells apart: English `one` and `other`, Chinese `other` only. */
type Plurals = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
