/** How long a link to a new password works. */
export const RESET_MINUTES = 30;
/** How long a link that proves the address of a newcomer works; a newcomer who proves none ends then, too. */
export const CONFIRM_HOURS = 24;
/** How long a link works that moves an account to a new address. */
export const NEW_EMAIL_HOURS = 1;
/** For how many days such a move is undone from the old address. */
export const UNDO_EMAIL_DAYS = 7;
/** How many mails of one kind go to one address in an hour, whoever asks for them. */
export const MAILS_AN_HOUR = 3;
/** Mails that are asked for from one network address, of whichever kind and to whichever addresses: twenty in an hour. */
export const MAILS_FROM_A_NETWORK = { atOnce: 20, everySeconds: 180 };
