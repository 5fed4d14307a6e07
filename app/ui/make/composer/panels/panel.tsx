import type { ReactNode } from "react";

type PanelProps = {
  kind: "bring" | "model" | "shape" | "count" | "advanced";
  label: string;
  /** What the closed chip says of what is chosen. */
  chip: ReactNode;
  isOpen?: boolean;
  children: ReactNode;
};

/** A chip that opens a panel of choices; of all panels one is open at a time. */
export function Panel({ kind, label, chip, isOpen = false, children }: PanelProps) {
  return (
    <details className={`chip chip-${kind}`} name="composer-panel" open={isOpen}>
      <summary title={label}>
        <span className="hidden">{label} </span>
        <span className="chip-text">{chip}</span>
      </summary>
      <div className="composer-panel">{children}</div>
    </details>
  );
}
