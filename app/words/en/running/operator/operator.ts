import { FRESH_MINUTES } from "~/accounts/role/limits";
import type { OperatorActs } from "~/platform/schema";
import { money } from "./money";
import { now } from "./now";
import { people } from "./people";
import { reports } from "./reports";
import { site } from "./site";

const ACTS = {
  give: "gave credits",
  take: "took credits",
  block: "blocked",
  unblock: "unblocked",
  end_sessions: "ended all sessions",
  send_reset: "sent a link to a new password",
  make_operator: "made an operator",
  unmake_operator: "removed as an operator",
  look_again: "looked at an order again",
  take_down: "took a picture down",
  answer_report: "answered a report",
  close_orders: "closed orders",
  open_orders: "opened orders",
  say_line: "changed the line on all pages",
} satisfies Record<OperatorActs["act"], string>;

/** The words of the pages for whoever runs the site. */
export const operator = {
  title: "Operator",
  pages: "Operator’s pages",
  now: "Now",
  people: "People",
  acts: "Acts",
  when: "When",
  who: "Who",
  what: "What",
  whom: "Whom",
  amount: "Credits",
  reason: "Reason",
  none: "None.",
  actNames: ACTS,
  confirmTitle: "Show that it is you",
  confirmText: `Before that, enter your password, or a code if you have a second factor. It is not asked again for ${FRESH_MINUTES} minutes, and what you typed is kept.`,
  codeHint: "The 6 digits that the app shows now, or a recovery code",
  goOn: "Continue",

  ...{ ...people, ...now, ...money, ...site, ...reports },

  done: {
    give: "The credits were given.",
    take: "The credits were taken.",
    block: "The account is blocked, and all its sessions have ended.",
    unblock: "The account is no longer blocked.",
    say_line: "The line was changed.",
    close_orders: "No new orders are taken now.",
    open_orders: "Orders are taken again.",
    take_down: "The picture is taken down. Copies elsewhere end within a minute.",
    answer_report: "The report is answered, and the picture stays.",
    look_again: "It was looked at again.",
    end_sessions: "All sessions have ended.",
    send_reset: "A link to a new password is on its way.",
    make_operator: "This person is an operator now.",
    unmake_operator: "This person is no operator any more.",
    confirmed: "Confirmed. What you typed is still here.",
  },
};
