/** What an act in a browser's storage comes to; null where browsers forbid keeping anything, or hold what nobody can read. */
export function stored<Value>(act: () => Value): Value | null {
  try {
    return act();
  } catch {
    return null;
  }
}
