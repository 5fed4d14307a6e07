type Match = { id: string; data: unknown };

const PREFIX = "Error: ";

/** A title says that there were mistakes before anything else is read; the root's data knows. */
export function pageTitle(matches: Match[], title: string): string {
  const root = matches.find(({ id }) => id === "root")?.data as { hasFailedForm?: boolean } | undefined;
  return root?.hasFailedForm ? PREFIX + title : title;
}

/** The same where a script sent the form and no loader ran again; returns what takes it back. */
export function titleSaysError(): (() => void) | undefined {
  const { title } = document;
  if (title.startsWith(PREFIX)) return undefined;
  document.title = PREFIX + title;
  return () => {
    if (document.title === PREFIX + title) document.title = title;
  };
}
