import { LooksAgain, nextLook as next, type Refresh } from "../picture/waiting";

/** The next reload without JavaScript, at this very page of the list. */
export function nextLook({ searchParams }: URL): Refresh {
  const refresh = next(searchParams);
  if (!refresh) return null;
  return { ...refresh, url: looking(searchParams, new URLSearchParams(refresh.url).get("looks") ?? "off") };
}

/** Says without JavaScript when the list reloads by itself, and how to stop it. */
export function ListLooksAgain({ refresh }: { refresh: Refresh }) {
  return refresh && <LooksAgain refresh={refresh} stop={looking(new URLSearchParams(refresh.url), "off")} />;
}

function looking(search: URLSearchParams, looks: string): string {
  const next = new URLSearchParams(search);
  next.set("looks", looks);
  return `?${next}`;
}
