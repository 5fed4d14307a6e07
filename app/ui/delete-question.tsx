import { Form, Link } from "@remix-run/react";
import { counted } from "./counted";

type One = { id: string; prompt: string; image_id: string | null; isFavorite: boolean };

export function DeleteOne({ generation }: { generation: One }) {
  const { id, prompt, image_id, isFavorite } = generation;
  return (
    <div className="narrow">
      <h1>Delete this picture?</h1>
      {image_id && <img className="picture small" src={`/images/${image_id}`} alt={prompt} />}
      <p className="prompt">{prompt}</p>
      {isFavorite && <p>It is one of your favourites.</p>}
      <WhatGoes />
      <Form method="post" className="actions">
        <button type="submit" className="danger">
          Delete
        </button>
        <Link className="button" to={`/generations/${id}`}>
          Keep it
        </Link>
      </Form>
    </div>
  );
}

export function CancelFirst({ id }: { id: string }) {
  return (
    <div className="narrow">
      <h1>This picture is still on its way</h1>
      <p>Nothing was deleted. Cancel it first; your credit comes back if it had not finished.</p>
      <div className="actions">
        <Form method="post" action={`/generations/${id}/cancel`}>
          <button type="submit">Cancel it</button>
        </Form>
        <Link className="button" to={`/generations/${id}`}>
          Back to it
        </Link>
      </div>
    </div>
  );
}

type Many = {
  /** The visitor's own of what was ticked. */
  ids: string[];
  favorites: number;
  open: number;
  unknown: number;
  back: string;
};

export function DeleteMany({ question }: { question: Many }) {
  const { ids, favorites, open, unknown, back } = question;
  return (
    <div className="narrow">
      <h1>Delete {counted(ids.length - open, "picture")}?</h1>
      <WhatGoes />
      {open > 0 && (
        <p>{counted(open, "more is", "more are")} still on the way. Cancel first what you want to delete.</p>
      )}
      {unknown > 0 && <p>{counted(unknown, "was", "were")} not found: deleted already, or not yours.</p>}
      <Form method="post" className="stack">
        {ids.map((id) => (
          <input key={id} type="hidden" name="id" value={id} />
        ))}
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="confirmed" value="1" />
        {favorites > 0 && (
          <label className="check">
            <input type="checkbox" name="favorites" value="1" />
            Also the {counted(favorites, "favourite")} among them: left alone unless you tick this.
          </label>
        )}
        <div className="actions">
          <button type="submit" name="do" value="delete" className="danger">
            Delete
          </button>
          <Link className="button" to={back}>
            Keep them
          </Link>
        </div>
      </Form>
    </div>
  );
}

export function NoneChosen() {
  return (
    <div className="narrow">
      <h1>No pictures are chosen here</h1>
      <p>
        Nothing was done. Tick the boxes of some <Link to="/history">among your pictures</Link>, then choose
        what to do with them.
      </p>
    </div>
  );
}

function WhatGoes() {
  return (
    <p>
      Picture, prompt, uploads and shared links are gone for good. What was paid stays on your ledger and does
      not come back.
    </p>
  );
}
