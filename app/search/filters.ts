/** The states of a generation as a visitor tells them apart. */
export const STATUS_GROUPS = ["open", "succeeded", "failed", "canceled"] as const;
export type StatusGroup = (typeof STATUS_GROUPS)[number];
