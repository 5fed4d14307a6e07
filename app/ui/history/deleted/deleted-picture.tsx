import type { DeletedCard } from "~/history/deleted/own-deleted.server";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { usePictures } from "../../page/pictures";
import { When } from "../../page/when";
import { WholePicture } from "../../picture/whole-picture";
import { Small } from "./deleted-pictures";

/** One deleted picture, until when it can be put back, and the button that does it. */
export function DeletedPicture({ card }: { card: DeletedCard }) {
  const pictures = usePictures();
  const { id, image_id, input_id, prompt, width, height, until } = card;
  const { deleted } = useWords();
  return (
    <article>
      <h1>{deleted.isDeleted}</h1>
      <p>{deleted.canBePutBack(<When at={until} />)}</p>
      <form method="post" action="/history/deleted" className="actions">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="back" value={`/generations/${id}`} />
        <button type="submit" name="do" value="put_back" className="primary">
          {deleted.putBack}
        </button>
        <button type="submit" name="do" value="delete">
          {deleted.forGood}
        </button>
        <FormToken />
      </form>
      {image_id && width && height ? (
        <WholePicture src={pictures.picture({ image_id, input_id })} alt={prompt} size={[width, height]} />
      ) : (
        <Small card={card} />
      )}
      <p className="prompt" dir="auto">
        {prompt}
      </p>
      <p>
        <a href="/history/deleted">{deleted.others}</a>
      </p>
    </article>
  );
}
