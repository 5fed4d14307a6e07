const REASONS: Record<string, string> = {
  moderated:
    "The picture was blocked by the safety filter. You were not charged. Change the prompt and try again.",
  unavailable: "Pictures are unavailable right now. Your credit is back on your balance.",
  busy: "The image service was too busy. Your credit is back on your balance.",
  failed: "The image service could not make this picture. Your credit is back on your balance.",
  canceled: "The picture was canceled. Your credit is back on your balance.",
  bad_picture: "The image service sent something that is not a picture. Your credit is back on your balance.",
  no_answer: "The image service did not answer. Your credit is back on your balance.",
};

/** Why there is no picture, and that it cost nothing. */
export function reason(errorCode: string | null): string {
  return REASONS[errorCode ?? ""] ?? "The picture could not be made. Your credit is back on your balance.";
}

const STATUSES: Record<string, string> = {
  reserved: "Credit taken, sending your prompt",
  running: "Making the picture",
  saving: "Saving it",
  succeeded: "Done",
  failed: "No picture, credit returned",
  canceled: "Canceled, credit returned",
};

export function statusText(status: string): string {
  return STATUSES[status] ?? status;
}
