import { useWords } from "~/words/words";
import { Examples } from "../../make/examples";
import { Stage } from "./stage";

/** The stage before anything is on it: what the page is for, and prompts to begin with. */
export function EmptyStage() {
  const { make } = useWords();
  return (
    <Stage>
      <div className="in-frame invitation">
        <h1>{make.title}</h1>
        <Examples />
      </div>
    </Stage>
  );
}
