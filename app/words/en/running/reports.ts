/** The words of the form by which anybody reports a shared picture, and of what its owner is told. */
export const reports = {
  link: "Report this picture",
  title: "Report this picture",
  lead: "Whoever runs this site looks at it. The owner of the picture does not learn who reported it.",
  reasons: {
    illegal: "It is against the law",
    person: "It shows or harms a person who did not agree",
    rights: "It uses what belongs to somebody else",
    other: "Something else",
  },
  why: "What is wrong with it",
  said: "What else is there to say",
  saidHint: "You can leave this empty.",
  email: "Your e-mail address",
  emailHint: "Only for an answer. You can leave this empty.",
  send: "Send the report",
  sentTitle: "The report is sent",
  sent: "It will be looked at. Thank you.",
  backTo: "Back to the picture",
  isTakenDown: "Taken down",
  takenDown:
    "This picture was reported and is not shown to others any more. You still have it, and it cannot be shared.",
};
