import type { CancelOffer } from "~/credits/allowances.server";
import type { Place, Stage } from "~/generations/progress.server";
import { useWords, type Words } from "~/words/words";
import { Stages } from "../../make/stages";
import { CancelButton } from "../../picture/cancel-button";
import { LooksAgain, type Refresh } from "../../picture/waiting";
import { Frame } from "./frame";

/** Seconds between looks with JavaScript: events bring the news, unless a proxy between holds them back. */
const LOOK_EVERY_SECONDS = 10;

type WaitingProps = {
  id: string;
  size: readonly [width: number, height: number];
  status: keyof Words["picture"]["statuses"];
  stage: Stage;
  place: Place | null;
  /** What cancelling does; null when it is cancelled already. */
  offer: CancelOffer | null;
  refresh: Refresh;
};

/** Says in the picture's own box how far it has come. */
export function WaitingOnStage({ id, size, status, stage, place, offer, refresh }: WaitingProps) {
  const { waiting, picture } = useWords();
  return (
    <Frame size={size}>
      <div className="in-frame waiting" data-waiting data-look-every={LOOK_EVERY_SECONDS}>
        <h1 className="hidden">{waiting.title}</h1>
        <Stages id={id} initial={stage} place={place} />
        <noscript>
          <p>{waiting.now(picture.statuses[status])}</p>
        </noscript>
        {offer ? <CancelButton id={id} offer={offer} /> : <p role="status">{waiting.canceling}</p>}
        <p className="hint">
          {waiting.youCanLeave((text) => (
            <a href="/history">{text}</a>
          ))}
        </p>
        <noscript>
          <p>
            <a href={`/generations/${id}?looks=0`}>{waiting.checkNow}</a>
            {refresh && (
              <>
                {" · "}
                <a href={`/generations/${id}?looks=off#prompt`}>{waiting.writeMeanwhile}</a>
              </>
            )}
          </p>
        </noscript>
        <LooksAgain refresh={refresh} />
      </div>
    </Frame>
  );
}
