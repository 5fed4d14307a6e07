import type { Left } from "~/credits/allowances.server";
import { useWords } from "~/words/words";

/** Says beside the button, once the safety filter has refused something today, what a further refusal costs. */
export function RefusalsLeft({ refusals }: { refusals: Left | null }) {
  const { make } = useWords();
  if (!refusals || refusals.left === refusals.most) return null;
  return <p className="hint">{refusals.left > 0 ? make.refusalsLeft(refusals) : make.refusalsUsedUp}</p>;
}
