import type { Left } from "~/credits/allowances.server";
import type { GenerationView } from "~/generations/view.server";
import { mayComeNextTime, reasonOf } from "~/models/reasons";
import { useWords } from "~/words/words";
import { OrderButton } from "../../form/order-button";
import { Frame } from "./frame";

type NoPictureProps = { generation: GenerationView; freshId: string; refusals: Left | null };

/** Says in the picture's own box why there is none, what it cost, and offers another try where that can help. */
export function NoPicture({ generation, freshId, refusals }: NoPictureProps) {
  const { picture } = useWords();
  const { size, error_code, cost, order } = generation;
  const reason = reasonOf(error_code);
  return (
    <Frame size={size}>
      <div className="in-frame">
        <h1>{picture.none}</h1>
        <p id="reason">{picture.reasons[reason]}</p>
        {reason === "moderated" && refusals?.left === 0 && <p>{picture.lastFreeRefusal}</p>}
        {mayComeNextTime(reason) ? (
          <OrderButton id={freshId} label={picture.tryAgain} price={cost} order={order} />
        ) : (
          <a href="#prompt">{picture.changePrompt}</a>
        )}
      </div>
    </Frame>
  );
}
