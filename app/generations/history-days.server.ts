import type { Card } from "./history.server";

export type Day = { name: string; cards: Card[] };

/** Cards in their order, parted by the day on which they were made where the visitor is. */
export function byDay(cards: Card[], timeZone: string): Day[] {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone });
  const days: Day[] = [];
  for (const card of cards) {
    const name = format.format(new Date(card.created_at));
    const last = days.at(-1);
    if (last?.name === name) last.cards.push(card);
    else days.push({ name, cards: [card] });
  }
  return days;
}
