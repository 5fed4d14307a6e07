import { readSet } from "~/platform/text/coded-set";
import { DISPOSABLE_DOMAINS } from "./disposable-domains";

/**
 * Domains of addresses that are made for an hour: 8,883 of npm's disposable-email-domains-js 1.26.0 (CC0), taken on
 * 28 November 2026. Whole providers such as qq.com and services that only pass mail on are not among them. The
 * list itself lies beside; one domain in 16,384 is taken for one of them.
 */
let disposable: ReturnType<typeof readSet> | undefined;

/** Providers that leave dots out of a name, and under which of their domains. */
const WITHOUT_DOTS: Record<string, string> = { "gmail.com": "gmail.com", "googlemail.com": "gmail.com" };

/**
 * The mailbox behind a canonical address, of which one person may write any number: without what follows a plus, and without
 * dots where they mean nothing. It only tells whether two addresses are one; no mail is sent to it.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf("@");
  const [name = ""] = address.slice(0, at).split("+");
  const domain = address.slice(at + 1);
  const one = WITHOUT_DOTS[domain];
  return one ? `${name.replaceAll(".", "")}@${one}` : `${name}@${domain}`;
}

/** Whether the address is of a domain, or one below it, whose mailboxes are made for an hour. */
export function isDisposable(address: string): boolean {
  disposable ??= readSet(DISPOSABLE_DOMAINS);
  const domain = address.slice(address.lastIndexOf("@") + 1);
  const labels = domain.split(".");
  return labels.some((_, index) => disposable?.has(labels.slice(index).join(".")));
}
