import { useLocation } from "@remix-run/react";
import { useWords } from "~/words/words";
import { useRootData } from "../root-data";

/** Whoever has not seen the app before is told at once; everybody else finds it behind a word. */
function useDemo(): "banner" | "chip" | null {
  const { pathname } = useLocation();
  const known = useRootData();
  if (!known?.isDemo) return null;
  return known.user === null && pathname === "/" ? "banner" : "chip";
}

export function DemoChip() {
  const { page } = useWords();
  if (useDemo() !== "chip") return null;
  return (
    <>
      <button type="button" className="demo-chip" popovertarget="demo">
        {page.demo}
      </button>
      <div id="demo" className="popover demo" popover="auto">
        <DemoSentence />
      </div>
    </>
  );
}

export function DemoBanner() {
  if (useDemo() !== "banner") return null;
  return (
    <aside className="demo demo-banner">
      <DemoSentence />
    </aside>
  );
}

function DemoSentence() {
  const { page } = useWords();
  return (
    <p>
      {page.demoSentence((text) => (
        <code>{text}</code>
      ))}
    </p>
  );
}
