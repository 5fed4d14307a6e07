/** The words of reports that are to be answered, for whoever runs the site. */
export const reports = {
  reports: "Reports",
  reportOf: (reason: string) => `Reported: ${reason}`,
  reportedPicture: "The reported picture",
  from: "From",
  nobodyNamed: "nobody named",
  noReports: "There are no reports to answer.",
  answer: "Answer",
  answerHint:
    "Sent to whoever reported and left an address, and told to the owner of a picture that is taken down.",
  prompt: "Prompt",
  takeDown: "Take down",
  leave: "Leave it",
};
