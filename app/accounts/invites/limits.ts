/** The parameter of the page of joining by which an invite comes. */
export const INVITE = "invite";
/** An invite's id has 128 bits, so that nobody finds one by trying. */
export const INVITE_BYTES = 16;
/** How long an invite lasts, and how many may join by it, unless it is said otherwise. */
export const INVITE_DAYS = 7;
export const INVITE_USES = 1;
/** For how many people and days a person may make a link, to be chosen from. */
export const INVITE_USES_CHOICES = ["1", "5", "20"] as const;
export const INVITE_DAYS_CHOICES = ["1", "7", "30"] as const;
/** How many of their invites a person is shown, the newest. */
export const INVITES_LISTED = 50;
