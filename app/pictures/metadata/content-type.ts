/** The kinds of picture that are kept here, by the short names that they have. */
export const CONTENT_TYPES = { png: "image/png", webp: "image/webp", jpg: "image/jpeg" } as const;

export type ContentType = (typeof CONTENT_TYPES)[keyof typeof CONTENT_TYPES];
