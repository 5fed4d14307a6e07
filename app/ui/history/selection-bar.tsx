import { Link, useLocation } from "@remix-run/react";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";

const FORM = "selection";

/**
 * What can be done with all ticked pictures. The form is a plain one, because its answer may be a file, which a form
 * that a script sends could not save.
 */
export function SelectionBar() {
  const { history } = useWords();
  const { pathname, search } = useLocation();
  return (
    <form
      id={FORM}
      method="post"
      action="/history/selection"
      className="selection"
      aria-label={history.select}
    >
      <input type="hidden" name="back" value={pathname + search} />
      <SelectAll />
      <div className="selection-buttons">
        <button type="submit" className="small" name="do" value="favorite">
          {history.favorite}
        </button>
        <button type="submit" className="small" name="do" value="unfavorite">
          {history.unfavorite}
        </button>
        <button type="submit" className="small" name="do" value="download" formAction="/downloads/zip">
          {history.download}
        </button>
        <button type="submit" className="small" name="do" value="use">
          {history.use}
        </button>
        <button type="submit" className="small" name="do" value="delete">
          {history.remove}
        </button>
      </div>
      <label className="check">
        <input type="checkbox" name="prompt" value="1" />
        {history.withWords}
      </label>
      <Link to="/downloads" className="everything">
        {history.everything}
      </Link>
      <FormToken />
    </form>
  );
}

export function SelectBox({ id, prompt }: { id: string; prompt: string }) {
  const { history } = useWords();
  return (
    <label className="select">
      <input type="checkbox" name="id" value={id} form={FORM} />
      <span className="hidden">{history.choose(prompt)}</span>
    </label>
  );
}

/** Ticks or unticks every box on the page; hidden without JavaScript, which does the ticking. */
function SelectAll() {
  const { history } = useWords();
  const tick = (checked: boolean) => {
    for (const box of document.querySelectorAll<HTMLInputElement>(`[form="${FORM}"][name="id"]`))
      box.checked = checked;
  };
  return (
    <label className="check needs-script">
      <input type="checkbox" onChange={(event) => tick(event.currentTarget.checked)} />
      {history.allOnPage}
    </label>
  );
}
