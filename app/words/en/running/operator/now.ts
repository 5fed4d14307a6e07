import type { WhyNotSent } from "~/mail/outbox/why-not-sent";
import type { Reason } from "~/models/reasons";
import { formats } from "../../formats";

/** A number that is counted no further than that. */
const atMost = (count: number, most: number) =>
  count < most ? formats.number(count) : `${formats.number(most)} or more`;

/** The words of how the site is doing, for whoever runs it. */
export const now = {
  stuck: {
    held: "somebody is at it",
    to_be_stopped: "is to be stopped",
    at_replicate: "Replicate has not finished it",
    not_answered: "asked for, and not answered",
    in_line: "waits for its turn",
  } satisfies Record<"held" | "to_be_stopped" | "at_replicate" | "not_answered" | "in_line", string>,
  reasons: {
    moderated: "blocked by the safety filter",
    moderated_kept: "blocked, credit kept",
    unavailable: "refused by Replicate",
    busy: "Replicate too busy",
    failed: "failed at Replicate",
    interrupted: "interrupted at Replicate",
    too_slow: "took too long",
    canceled: "cancelled",
    canceled_kept: "cancelled, credit kept",
    day_is_spent: "the day’s limit is reached",
    bad_picture: "no usable picture came",
    not_cut_out: "nothing to cut out",
    no_answer: "never heard of again",
    not_brought: "from the site before, without a picture",
    other: "other",
  } satisfies Record<Reason, string>,
  openOrders: "Open orders",
  isOpen: (open: number, inLine: number, most: number) =>
    `${atMost(open, most)} open, ${atMost(inLine, most)} of them waiting in line.`,
  stuckOrders: "Stuck orders",
  stuckText: (minutes: number) => `Open for more than ${minutes} minutes.`,
  attempts: "Attempts",
  lookAgain: "Look again",
  runs: "Sweep and audit",
  sweep: "Last sweep",
  audit: "Last audit",
  never: "Not yet.",
  isLate: "late",
  stepsBroken: (count: number) => formats.count(count, { one: "# step broke", other: "# steps broke" }),
  breaches: (count: number) =>
    formats.count(count, { one: "# rule broken, see the log", other: "# rules broken, see the log" }),
  database: "Database",
  databaseIs: (megabytes: number, most: number, percent: number) =>
    `${formats.number(megabytes)} MB of ${formats.number(most)} MB, ${percent}%`,
  isNearlyFull: "nearly full",
  failures: "Failures of the last 24 hours",
  count: "Number",
  unsentMails: "Mails that did not go",
  kind: "Kind",
  nextTry: "Next try",
  givenUp: (reason: string) => `given up: ${reason}`,
  whyNotSent: {
    link_is_over: "its link had ended before it could go",
    address: "no mail can be sent to that address",
    kind_not_known: "this version does not know what it is about",
    no_answer: "the mail server did not answer",
    no_tls: "the mail server offers no TLS",
    broken: "it could not be written out",
  } satisfies Record<WhyNotSent, string>,
  refusedWith: (code: string) => `refused with the code ${code}`,
  days: "Days",
  daysText: "In UTC, up to a minute old. Dollars: what Replicate asks, and what was paid for credits.",
  day: "Day",
  measures: {
    orders: "Orders",
    cost_micro_usd: "Cost in $",
    income_micro_usd: "Income in $",
    joins: "New accounts",
    failures: "Failures",
  },
  chartOf: (measure: string, days: number) =>
    `${measure}, ${formats.count(days, { one: "the last day", other: "the last # days" })}; the same numbers are in the table`,
};
