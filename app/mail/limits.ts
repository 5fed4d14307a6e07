/** How many mails one request or one run of the sweep tries to send. */
export const MAILS_A_RUN = 20;
/** How long a mail that is being sent is left alone: who sends it may have died. */
export const SENDING_MINUTES = 3;
/** A mail that was put off waits a minute, then twice as long each time, and never longer than this. */
export const LONGEST_WAIT_MINUTES = 60;
/** After so many hours a mail that could not be sent is given up. */
export const GIVE_UP_AFTER_HOURS = 24;
/** How long a mail server, or a service that sends mail, may take for each of its answers. */
export const ANSWER_WITHIN_SECONDS = 10;
/** For how many days mails are listed where none can leave; those that left are forgotten after one. */
export const OUTBOX_DAYS = 7;
/** How many mails the outbox page shows. */
export const MAILS_SHOWN = 50;
/** For how many days the operator is shown that a mail was given up. */
export const GIVEN_UP_DAYS = 30;
