import { beforeEach, onTestFailed } from "vitest";

const METHODS = ["log", "info", "warn", "error", "debug"] as const;

/** What the console was told in the present test. */
const told: (() => void)[] = [];

const real = Object.fromEntries(METHODS.map((method) => [method, console[method].bind(console)]));
for (const method of METHODS) console[method] = (...said) => void told.push(() => real[method]?.(...said));

/**
 * Holds back what tests log until one fails, which then shows it: to the console each line travels to another process,
 * and that took most of the time of many tests.
 */
export function holdConsole(): void {
  beforeEach(() => {
    told.length = 0;
    onTestFailed(() => {
      for (const tell of told) tell();
    });
  });
}
