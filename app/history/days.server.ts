import { dayOf } from "~/http/time-zone.server";
import { DAY } from "~/platform/clock.server";
import type { Card } from "./list.server";

export type Day = {
  /** The day where the visitor is, as `2026-03-31`. */
  date: string;
  /** A moment of the day, from which its heading is written. */
  at: string;
  /** How many days ago it was; 0 is today. */
  age: number;
  cards: Card[];
};

/** Cards in their order, parted by the day on which they were made where the visitor is. */
export function byDay(cards: Card[], timeZone: string, now = Date.now()): Day[] {
  const today = Date.parse(dayOf(now, timeZone));
  const days: Day[] = [];
  for (const card of cards) {
    const date = dayOf(Date.parse(card.created_at), timeZone);
    const last = days.at(-1);
    if (last?.date === date) last.cards.push(card);
    else days.push({ date, at: card.created_at, age: (today - Date.parse(date)) / DAY, cards: [card] });
  }
  return days;
}
