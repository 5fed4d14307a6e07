import type { Started } from "~/generations/start.server";
import type { FormValues } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { WayOn } from "../page/credits/way-on";
import { When } from "../page/when";

type RefusalProps = {
  refusal: Exclude<Started, { kind: "started" }>;
  /** What was ordered, as the form sent it. */
  values: FormValues;
};

/** Says why an order without mistakes was not carried out, and what the visitor can do about it. */
export function Refusal({ refusal, values }: RefusalProps) {
  const { make, credits, history } = useWords();
  return (
    <div className="notice" role="alert">
      {refusal.kind === "short" && (
        <>
          <p>
            {make.short(refusal.cost, refusal.credits)} <a href="/credits">{credits.title}</a>
          </p>
          <WayOn draft={new URLSearchParams(values).toString()} />
        </>
      )}
      {refusal.kind === "full" && (
        <p>
          {make.full(refusal.most)} <a href="/history?status=open">{history.states.open}</a>
        </p>
      )}
      {refusal.kind === "spent" && (
        <p>
          {make.spent(refusal.left)} {make.againFrom} <When at={refusal.again_at} />
        </p>
      )}
      {refusal.kind === "used" && <p>{make.used}</p>}
    </div>
  );
}
