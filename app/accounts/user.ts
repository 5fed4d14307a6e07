/** A person who is signed in, as every page knows them: enough to ask on their behalf, and no more. */
export type User = { id: string; email: string; credits: number };
