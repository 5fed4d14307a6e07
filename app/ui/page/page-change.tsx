import { useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

/** Where a script changes the page, what a browser would do: the new title is said, and the focus begins anew. */
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
