import { useState } from "react";
import { useWords } from "~/words/words";
import { useHydrated } from "./hydrated";

/** Copies a text; hidden without JavaScript, and where the browser gives no access to the clipboard. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { picture } = useWords();
  const isHydrated = useHydrated();
  const [copied, setCopied] = useState<string | null>(null);
  if (isHydrated && !navigator.clipboard) return null;
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(text),
      () => setCopied(null),
    );
  };
  return (
    <button type="button" className="small needs-script" onClick={copy}>
      <span aria-live="polite">{copied === text ? picture.copied : label}</span>
    </button>
  );
}
