import type { Words } from "~/words/words";

/** What of a purchase was paid otherwise than ordered, as the purchase's row has it, in the reader's words. */
export function purchaseProblem(
  { operator }: Pick<Words, "operator">,
  problem: string | null,
): string | null {
  if (problem === null) return null;
  const parts = problem.split("; ").map((part) => {
    const [, key = "", ordered = "", paid = ""] = part.match(/^(\w+): (.*) ordered, (.*) paid$/) ?? [];
    const [, name] = Object.entries(operator.differs).find(([known]) => known === key) ?? [];
    return name ? operator.wasPaid(name, ordered, paid) : part;
  });
  return parts.join("; ");
}
