import type { Settings } from "~/platform/settings.server";

/** Pages by which people come in and get back in, and those of an account's own matters; all but taking everything along. */
const OF_ACCOUNTS = /^\/(login|join|logout|forgot|reset|confirm|undo|operator)(\/|$)/;
const OF_AN_ACCOUNT = /^\/account\/(?!export(\/|$))/;
const OF_A_SHOP = /^\/(purchases|play-money)(\/|$)/;

/** Where the address of a page leads that a machine with one person does not have; null for all others. */
export function wayOfOnlyPerson(settings: Settings | null, { pathname }: URL): string | null {
  if (!settings?.SINGLE_USER) return null;
  if (OF_ACCOUNTS.test(pathname)) return "/";
  if (OF_AN_ACCOUNT.test(pathname)) return "/account";
  return OF_A_SHOP.test(pathname) ? "/credits" : null;
}
