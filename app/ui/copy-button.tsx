import { useState } from "react";
import { useHydrated } from "./hydrated";

/** Not there without JavaScript, nor where the browser keeps the clipboard to itself. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const isHydrated = useHydrated();
  const [copied, setCopied] = useState<string | null>(null);
  if (!isHydrated || !navigator.clipboard) return null;
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(text),
      () => setCopied(null),
    );
  };
  return (
    <button type="button" onClick={copy}>
      <span aria-live="polite">{copied === text ? "Copied" : `Copy ${what}`}</span>
    </button>
  );
}
