import { isInHan } from "~/platform/text/han";
import { useWords } from "~/words/words";
import { digitsOf } from "./digits";

/** Says beside the prompt, before the order, that the model does not read Chinese; who orders then was told. */
export function Unread({ prompt = "", isSaid }: { prompt: string | undefined; isSaid: boolean }) {
  const { make, language } = useWords();
  const mayBeChinese = prompt === "" && language === "zh-Hans";
  const isShown = isSaid || isInHan(prompt) || mayBeChinese;
  return (
    <p
      className="unread"
      role="status"
      hidden={!isShown}
      data-of={digitsOf(({ readsChinese }) => !readsChinese)}
      // A script shows it when the prompt turns Chinese, unless it stands there whatever the prompt is.
      data-unread={isSaid ? undefined : mayBeChinese ? "empty" : ""}
    >
      {!isSaid && make.unread}
      <input type="hidden" name="unread" value="1" disabled={!isShown} />
    </p>
  );
}
