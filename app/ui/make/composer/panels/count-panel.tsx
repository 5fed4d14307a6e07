import type { Mistake } from "~/http/mistakes";
import { MOST_AT_ONCE } from "~/models/limits";
import { useWords } from "~/words/words";
import { Choices } from "./choices";
import { Panel } from "./panel";

const COUNTS = Array.from({ length: MOST_AT_ONCE }, (_, index) => String(index + 1));

/** How many of the choices are offered; anything else is one. */
export function countIn(chosen: string | undefined): string {
  return COUNTS.find((known) => known === chosen) ?? "1";
}

export function CountPanel({ chosen, error }: { chosen: string | undefined; error: Mistake | undefined }) {
  const { make } = useWords();
  const count = countIn(chosen);
  const chip = COUNTS.map((value) => (
    <span key={value} data-now={value === count ? "" : undefined}>
      ×{value}
    </span>
  ));
  return (
    <Panel kind="count" label={make.count} isOpen={error !== undefined} chip={chip}>
      <Choices name="count" legend={make.count} values={COUNTS} chosen={count} error={error}>
        {(value) => value}
      </Choices>
    </Panel>
  );
}
