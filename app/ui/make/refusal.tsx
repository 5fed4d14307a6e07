import { Link } from "@remix-run/react";
import type { Started } from "~/generations/start.server";
import { useWords } from "~/words/words";
import { When } from "../page/when";

/** Says why an order without mistakes was not carried out, and what the visitor can do about it. */
export function Refusal({ refusal }: { refusal: Exclude<Started, { kind: "started" }> }) {
  const { make, credits, history } = useWords();
  return (
    <div className="notice" role="alert">
      {refusal.kind === "short" && (
        <p>
          {make.short(refusal.cost, refusal.credits)} <Link to="/credits">{credits.title}</Link>
        </p>
      )}
      {refusal.kind === "full" && (
        <p>
          {make.full(refusal.most)} <Link to="/history?status=open">{history.states.open}</Link>
        </p>
      )}
      {refusal.kind === "repeated" && (
        <p>
          {make.repeated(refusal.most)} <Link to="/history">{history.title}</Link>
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
