/** What stands for `react-dom` in the Worker's bundle: the router's code for browsers names this one function of it. */
export function flushSync<Result>(does: () => Result): Result {
  return does();
}
