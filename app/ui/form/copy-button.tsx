import { useWords } from "~/words/words";

/** Copies a text; hidden without JavaScript. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { picture } = useWords();
  return (
    <button type="button" className="small needs-script" data-copy={text} data-copied={picture.copied}>
      <span aria-live="polite">{label}</span>
    </button>
  );
}
