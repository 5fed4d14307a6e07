import { uuidv7 } from "uuidv7";
import { MORE_CREDITS } from "~/credits/limits";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { useRootData } from "../root-data";

/**
 * How somebody with too few credits gets more: by confirming their address, from the shop, from the demo itself, or as the
 * operator says. `draft` is an order that was typed, as a form sends it; it is there again afterwards.
 */
export function WayOn({ draft }: { draft?: string }) {
  const { credits, shop, recovery } = useWords();
  const known = useRootData();
  if (!known?.user) return null;
  const { isDemo, hasShop, creditsHelp, user } = known;
  return (
    <>
      {user.endsAt && (
        <form method="post" action="/account/confirm">
          <p>{recovery.creditsOnConfirming}</p>
          <button type="submit">{recovery.sendLink}</button>
          <FormToken />
        </form>
      )}
      {creditsHelp && (
        <p className="as-written" dir="auto">
          {creditsHelp}
        </p>
      )}
      {hasShop && draft && (
        <form method="post" action="/credits">
          <input type="hidden" name="do" value="keep" />
          <input type="hidden" name="draft" value={draft} />
          <button type="submit" className="primary">
            {shop.title}
          </button>
          <FormToken />
        </form>
      )}
      {isDemo && user.credits < MORE_CREDITS && (
        <form method="post" action="/credits">
          <input type="hidden" name="id" value={uuidv7()} />
          {draft && <input type="hidden" name="draft" value={draft} />}
          <button type="submit">{credits.more(MORE_CREDITS)}</button>
          <FormToken />
        </form>
      )}
      {!isDemo && !hasShop && !creditsHelp && <p>{credits.ask}</p>}
    </>
  );
}
