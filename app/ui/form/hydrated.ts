import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether scripts run: false on the server and in a browser without them. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
