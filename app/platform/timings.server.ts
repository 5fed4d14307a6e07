export type Part = "db" | "provider" | "storage" | "mail";

/** Where the time of one request went. On Cloudflare clocks advance only after I/O: code in between counts as nothing. */
export class Timings {
  readonly startedAt = performance.now();
  readonly #spent = new Map<Part, { calls: number; ms: number }>();

  async measure<Result>(part: Part, work: () => Promise<Result>): Promise<Result> {
    const from = performance.now();
    try {
      return await work();
    } finally {
      const { calls, ms } = this.spent(part);
      this.#spent.set(part, { calls: calls + 1, ms: ms + performance.now() - from });
    }
  }

  /** The calls made to a part, and the milliseconds that they took together. */
  spent(part: Part): { calls: number; ms: number } {
    return this.#spent.get(part) ?? { calls: 0, ms: 0 };
  }

  /** The calls made to all other services together. */
  get totalCalls(): number {
    return [...this.#spent.values()].reduce((sum, { calls }) => sum + calls, 0);
  }

  get elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  /** The value of a Server-Timing header, in milliseconds; `desc` is how many calls were made. */
  toHeader(): string {
    const parts = [...this.#spent].map(
      ([part, { calls, ms }]) => `${part};dur=${ms.toFixed(1)};desc="${calls}"`,
    );
    return [...parts, `total;dur=${this.elapsedMs.toFixed(1)}`].join(", ");
  }
}
