import { useWords } from "~/words/words";
import { nextLook as next, type Refresh } from "../picture/waiting";

/** The next reload without JavaScript, at this very page of the list. */
export function nextLook({ searchParams }: URL): Refresh {
  const refresh = next(searchParams);
  if (!refresh) return null;
  return { ...refresh, url: looking(searchParams, new URLSearchParams(refresh.url).get("looks") ?? "off") };
}

/** Says without JavaScript when the list reloads by itself, and how to stop it. */
export function LooksAgain({ refresh }: { refresh: Refresh }) {
  const { waiting, between } = useWords();
  if (!refresh) return null;
  return (
    <noscript>
      <p className="hint">
        {waiting.looksAgain(refresh.afterSeconds)}
        {between}
        <a href={looking(new URLSearchParams(refresh.url), "off")}>{waiting.stopLooking}</a>
      </p>
    </noscript>
  );
}

function looking(search: URLSearchParams, looks: string): string {
  const next = new URLSearchParams(search);
  next.set("looks", looks);
  return `?${next}`;
}
