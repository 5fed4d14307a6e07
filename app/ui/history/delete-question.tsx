import { Form, Link } from "@remix-run/react";
import type { CancelOffer } from "~/credits/allowances.server";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { SubmitButton } from "../form/submit-button";
import { CancelButton } from "../picture/cancel-button";
import { Thumbnail } from "../picture/thumbnail";

type One = {
  id: string;
  prompt: string;
  image: { id: string; size: readonly [width: number, height: number] } | null;
  isFavorite: boolean;
};

export function DeleteOne({ generation }: { generation: One }) {
  const { id, prompt, image, isFavorite } = generation;
  const { history } = useWords();
  return (
    <div className="narrow">
      <h1>{history.deleteOne}</h1>
      {image && <Thumbnail imageId={image.id} alt={prompt} size={image.size} />}
      <p className="prompt">{prompt}</p>
      {isFavorite && <p>{history.isOneOfFavorites}</p>}
      <p>{history.whatGoes}</p>
      <Form method="post" className="actions">
        <SubmitButton className="danger">{history.confirm}</SubmitButton>
        <Link className="button" to={`/generations/${id}`}>
          {history.keepIt}
        </Link>
        <FormToken />
      </Form>
    </div>
  );
}

export function CancelFirst({ id, offer }: { id: string; offer: CancelOffer }) {
  const { history } = useWords();
  return (
    <div className="narrow">
      <h1>{history.cancelFirst}</h1>
      <p>{history.cancelFirstText}</p>
      <div className="actions">
        <CancelButton id={id} offer={offer} />
        <Link className="button" to={`/generations/${id}`}>
          {history.backToIt}
        </Link>
      </div>
    </div>
  );
}

type Many = {
  /** The ticked generations that are the visitor's own. */
  ids: string[];
  favorites: number;
  open: number;
  unknown: number;
  back: string;
};

export function DeleteMany({ question }: { question: Many }) {
  const { ids, favorites, open, unknown, back } = question;
  const { history } = useWords();
  return (
    <div className="narrow">
      <h1>{history.deleteMany(ids.length - open)}</h1>
      <p>{history.whatGoes}</p>
      {open > 0 && <p>{history.stillOpen(open)}</p>}
      {unknown > 0 && <p>{history.notFound(unknown)}</p>}
      <Form method="post" className="stack">
        {ids.map((id) => (
          <input key={id} type="hidden" name="id" value={id} />
        ))}
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="confirmed" value="1" />
        {favorites > 0 && (
          <label className="check">
            <input type="checkbox" name="favorites" value="1" />
            {history.alsoFavorites(favorites)}
          </label>
        )}
        <div className="actions">
          <SubmitButton name="do" value="delete" className="danger">
            {history.confirm}
          </SubmitButton>
          <Link className="button" to={back}>
            {history.keepThem}
          </Link>
        </div>
        <FormToken />
      </Form>
    </div>
  );
}

export function NoneChosen() {
  const { history } = useWords();
  return (
    <div className="narrow">
      <h1>{history.noneChosen}</h1>
      <p>
        {history.noneChosenText((text) => (
          <Link to="/history">{text}</Link>
        ))}
      </p>
    </div>
  );
}
