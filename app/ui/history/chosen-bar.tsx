import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { useAddress } from "../page/request-context";
import { CollectButtons } from "./collections/collect-buttons";

/**
 * What can be done with all chosen pictures, in the form that holds them. Their number is the stylesheet's, which counts the
 * boxes, so that it is right without scripts; resetting the form ends the choosing.
 */
export function ChosenBar({ within }: { within: string | undefined }) {
  const { history } = useWords();
  return (
    <div className="chosen-bar">
      <input type="hidden" name="back" value={useAddress() ?? "/history"} />
      <p className="chosen-count" data-chosen={history.chosenSaid}>
        {history.chosenCount(<span />)}
      </p>
      <button type="button" className="quiet needs-script" data-choose-all>
        {history.allOnPage}
      </button>
      <button type="submit" name="do" value="favorite">
        <span aria-hidden="true">★</span> {history.favorite}
      </button>
      <button type="submit" name="do" value="download" formAction="/downloads/zip" data-stays>
        <span aria-hidden="true">↓</span> {history.download}
      </button>
      <button type="submit" name="do" value="compare" className="compare">
        {history.compare}
      </button>
      <button type="submit" name="do" value="delete">
        {history.remove}
      </button>
      <details>
        <summary className="button">{history.more}</summary>
        <div className="sheet">
          <CollectButtons within={within} />
          <button type="submit" name="do" value="use">
            {history.use}
          </button>
          <button type="submit" name="do" value="unfavorite">
            {history.unfavorite}
          </button>
          <label className="check">
            <input type="checkbox" name="prompt" value="1" />
            {history.withWords}
          </label>
          <a href="/downloads">{history.everything}</a>
        </div>
      </details>
      <button type="reset" className="quiet">
        {history.cancel}
      </button>
      <FormToken />
    </div>
  );
}
