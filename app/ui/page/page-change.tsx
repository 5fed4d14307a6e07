import { useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

/**
 * Does what a browser does when it loads a page, for pages that a script changes: the new title is announced, and the
 * focus moves to the beginning of the content.
 */
export function PageChange({ title }: { title: string }) {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (pathname === shown.current) return;
    shown.current = pathname;
    setSaid(title);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [pathname, title]);
  return (
    <p className="hidden" role="status">
      {said}
    </p>
  );
}
