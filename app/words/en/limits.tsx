import type { ReactNode } from "react";

/** What is said to somebody who asked for more than there is in a time. */
export const limits = {
  againFrom: (when: ReactNode) => <>You can send it again from {when}.</>,
};
