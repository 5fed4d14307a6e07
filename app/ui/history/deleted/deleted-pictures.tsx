import type { DeletedCard } from "~/history/deleted/own-deleted.server";
import { sizeOf } from "~/models/ratios";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { When } from "../../page/when";
import { Thumbnail } from "../../picture/thumbnail";

/** Deleted pictures with a box to tick each, and until when each can be put back. */
export function DeletedPictures({ cards }: { cards: DeletedCard[] }) {
  const { deleted, history } = useWords();
  return (
    <form method="post" action="/history/deleted" aria-label={deleted.what}>
      <ul className="deleted-pictures">
        {cards.map((card) => (
          <li key={card.id}>
            <a href={`/history/deleted/${card.id}`}>
              <Small card={card} />
              {/* A picture's alt text has said the prompt already. */}
              <span className="card-prompt" dir="auto" aria-hidden={card.image_id ? true : undefined}>
                {card.prompt}
              </span>
            </a>
            <p className="hint">{deleted.until(<When at={card.until} />)}</p>
            <label className="select">
              <input type="checkbox" name="id" value={card.id} />
              <span className="hidden">{history.choose(card.prompt)}</span>
            </label>
          </li>
        ))}
      </ul>
      <div className="deleted-acts">
        <button type="submit" name="do" value="put_back" className="primary">
          {deleted.putBack}
        </button>
        <button type="submit" name="do" value="delete">
          {deleted.forGood}
        </button>
        <button type="submit" name="do" value="delete_all">
          {deleted.allForGood}
        </button>
      </div>
      <FormToken />
    </form>
  );
}

/** The picture, or in its place what became of it. */
export function Small({ card }: { card: DeletedCard }) {
  const { picture } = useWords();
  const { image_id, input_id, prompt, width, height, ratio, status } = card;
  if (image_id && width && height)
    return <Thumbnail made={{ image_id, input_id }} alt={prompt} size={[width, height]} />;
  const [w, h] = sizeOf(ratio);
  return (
    <span className="placeholder">
      <svg viewBox={`0 0 ${w} ${h}`} width={w} height={h} aria-hidden="true" />
      <span>{picture.statuses[status]}</span>
    </span>
  );
}
