import { Link, useLocation } from "@remix-run/react";
import { useHydrated } from "./hydrated";

const FORM = "selection";

/** What can be done with all that is ticked. A plain form: its answer may be a file, which a script's post would swallow. */
export function SelectionBar() {
  const { pathname, search } = useLocation();
  return (
    <form id={FORM} method="post" action="/history/selection" className="selection">
      <input type="hidden" name="back" value={pathname + search} />
      <SelectAll />
      <button type="submit" name="do" value="favorite">
        Favourite
      </button>
      <button type="submit" name="do" value="unfavorite">
        Not favourite
      </button>
      <button type="submit" name="do" value="download" formAction="/downloads/zip">
        Download
      </button>
      <button type="submit" name="do" value="delete">
        Delete …
      </button>
      <label className="check">
        <input type="checkbox" name="prompt" value="1" />
        Write prompt and seed into downloaded files
      </label>
      <Link to="/downloads">Download everything</Link>
    </form>
  );
}

export function SelectBox({ id, prompt }: { id: string; prompt: string }) {
  return (
    <label className="select">
      <input type="checkbox" name="id" value={id} form={FORM} />
      <span className="hidden">Choose: {prompt}</span>
    </label>
  );
}

/** There only with JavaScript. */
function SelectAll() {
  if (!useHydrated()) return null;
  const tick = (checked: boolean) => {
    for (const box of document.querySelectorAll<HTMLInputElement>(`[form="${FORM}"][name="id"]`))
      box.checked = checked;
  };
  return (
    <label className="check">
      <input type="checkbox" onChange={(event) => tick(event.currentTarget.checked)} />
      All on this page
    </label>
  );
}
