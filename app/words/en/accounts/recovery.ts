/** The words of pages about getting back into an account, and of what is changed about one. */
export const recovery = {
  outbox: "Outbox",
  outboxText: "Mails of this machine, newest first. None leaves it: set SMTP_URL to send them.",
  outboxEmpty: "There are none yet.",
};
