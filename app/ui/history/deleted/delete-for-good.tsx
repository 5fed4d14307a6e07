import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";

type Question = {
  /** Which are to go; null for all. */
  ids: string[] | null;
  back: string;
};

/** Asks before what cannot be undone. */
export function DeleteForGood({ ids, back }: Question) {
  const { deleted } = useWords();
  return (
    <div className="narrow">
      <h1>{ids ? deleted.asksForGood(ids.length) : deleted.asksForAll}</h1>
      <p>{deleted.whatGoes}</p>
      <form method="post" action="/history/deleted" className="actions">
        {ids?.map((id) => (
          <input key={id} type="hidden" name="id" value={id} />
        ))}
        <input type="hidden" name="confirmed" value="1" />
        <button type="submit" name="do" value={ids ? "delete" : "delete_all"} className="danger">
          {deleted.confirm}
        </button>
        <a className="button" href={back}>
          {deleted.keep}
        </a>
        <FormToken />
      </form>
    </div>
  );
}
