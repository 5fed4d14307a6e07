import type { Started } from "~/generations/start.server";
import type { FormValues } from "~/http/forms.server";
import type { Shown } from "~/pictures/brought/shown.server";
import { useWords } from "~/words/words";
import { WayOn } from "../page/credits/way-on";
import { From } from "../page/when";

type RefusalProps = {
  refusal: Exclude<Started, { kind: "started" }>;
  /** What was ordered, as the form sent it. */
  values: FormValues;
  /** The pictures that came with it. */
  brought: Shown[];
};

/** Says why an order without mistakes was not carried out, and what the visitor can do about it. */
export function Refusal({ refusal, values, brought }: RefusalProps) {
  const { make, credits, history, shop, between, language } = useWords();
  return (
    <div className="notice" role="alert">
      {refusal.kind === "short" && (
        <>
          <p>
            {make.short(refusal.cost, refusal.credits)}
            {between}
            <a href="/credits">{credits.title}</a>
          </p>
          {refusal.owed > 0 && <p>{shop.owed(refusal.owed)}</p>}
          <WayOn draft={draftOf(values, brought)} />
        </>
      )}
      {refusal.kind === "full" && (
        <p>
          {make.full(refusal.most)}
          {between}
          <a href="/history?status=open">{history.states.open}</a>
        </p>
      )}
      {refusal.kind === "spent" && (
        <p>
          {make.spent(refusal.left)}
          {between}
          {make.againFrom}
          {between}
          <From at={refusal.again_at} />
        </p>
      )}
      {refusal.kind === "closed" && (
        <p dir="auto">
          {refusal.said[language] || make.closed}
          {refusal.again_at && (
            <>
              {between}
              {make.againFrom}
              {between}
              <From at={refusal.again_at} />
            </>
          )}
        </p>
      )}
      {refusal.kind === "used" && <p>{make.used}</p>}
    </div>
  );
}

/** An order as a form sends it, to be kept until there are credits for it. */
function draftOf(values: FormValues, brought: Shown[]): string {
  const pictures = brought.map(({ field, id }) => [field, id]);
  return new URLSearchParams([...Object.entries(values), ...pictures]).toString();
}
