import { useWords } from "~/words/words";
import { useSite } from "../request-context";

/** What somebody accepts by joining, and what is done with their data, where the site says so. */
export function Accepts() {
  const { texts } = useWords();
  const there = useSite().texts.filter((kind) => kind !== "imprint");
  if (there.length === 0) return null;
  return (
    <p className="hint">
      {there.includes("terms") && texts.accepts((text) => <a href="/terms">{text}</a>)}
      {there.length > 1 && <br />}
      {there.includes("privacy") && texts.aboutData((text) => <a href="/privacy">{text}</a>)}
    </p>
  );
}
