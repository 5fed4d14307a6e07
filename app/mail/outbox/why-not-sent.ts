/** Why a mail did not go, as far as it is said in words of ours; anything else is the code with which it was refused. */
const WHYS_NOT_SENT = ["link_is_over", "address", "kind_not_known", "no_answer", "no_tls", "broken"] as const;

export type WhyNotSent = (typeof WHYS_NOT_SENT)[number];

export function isWhyNotSent(text: string): text is WhyNotSent {
  return (WHYS_NOT_SENT as readonly string[]).includes(text);
}
