/** What can be in the way of signing in by another site, beside what is in the way of joining, and the status that says so. */
export const PROBLEMS = {
  denied: 403,
  again: 400,
  down: 503,
  not_ours: 502,
  no_address_told: 422,
  address_not_verified: 409,
  address_reserved: 409,
  way_of_another: 409,
  known_elsewhere: 409,
} as const;

export type Problem = keyof typeof PROBLEMS;

export function isProblem(text: string): text is Problem {
  return Object.hasOwn(PROBLEMS, text);
}
