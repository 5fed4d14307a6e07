import type { Language } from "~/platform/text/languages";

/** Currencies in which packs are sold. Amounts are in the smallest unit: cents and fen. */
export const CURRENCIES = ["usd", "eur", "cny"] as const;
export type Currency = (typeof CURRENCIES)[number];

/** The currency of prices: the one that was chosen, or else the one that readers of a language mostly have. */
export function currencyOf(chosen: string | null, language: Language): Currency {
  return CURRENCIES.find((currency) => currency === chosen) ?? (language === "zh-Hans" ? "cny" : "usd");
}

export type Pack = {
  /** The pack's name in forms and in the ledger's rows. */
  key: string;
  credits: number;
  /** Before tax. The price in dollars is what counts as its worth, whatever it is paid in. */
  prices: Record<Currency, number>;
  /** Stripe's code for what it is for the tax office: a service of artificial intelligence for persons. */
  taxCode: string;
  /** Whether it may be bought. A pack that went stays in the list, for the purchases of it. */
  isOffered: boolean;
};

const AI_SERVICE = "txcd_10105001";

/** What is sold. A credit stands for 0.4 US cents; the smaller a pack, the more of its price are the costs of paying. */
const PACKS: readonly Pack[] = [
  {
    key: "small",
    credits: 500,
    prices: { usd: 300, eur: 300, cny: 2_200 },
    taxCode: AI_SERVICE,
    isOffered: true,
  },
  {
    key: "medium",
    credits: 2_000,
    prices: { usd: 1_000, eur: 1_000, cny: 7_200 },
    taxCode: AI_SERVICE,
    isOffered: true,
  },
  {
    key: "large",
    credits: 6_000,
    prices: { usd: 2_700, eur: 2_700, cny: 19_500 },
    taxCode: AI_SERVICE,
    isOffered: true,
  },
];

export const OFFERED_PACKS = PACKS.filter(({ isOffered }) => isOffered);

export function packOf(key: string): Pack | undefined {
  return PACKS.find((pack) => pack.key === key);
}

/** Millionths of a dollar in a cent. */
const MICRO_USD_A_CENT = 10_000;

export function microDollarsOfPack({ prices }: Pack): number {
  return prices.usd * MICRO_USD_A_CENT;
}
