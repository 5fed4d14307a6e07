/** What became of the rows of one kind. Rows that do not fit are listed one by one: none goes without a word. */
export class Report {
  brought = 0;
  known = 0;
  readonly left: { which: string; why: string }[] = [];

  constructor(readonly what: string) {}

  leave(which: string, why: string): void {
    this.left.push({ which, why });
  }

  lines(): string[] {
    const { what, brought, known, left } = this;
    return [
      `${what}: ${brought} brought, ${known} there already, ${left.length} left out.`,
      ...left.map(({ which, why }) => `  left out: ${which}: ${why}`),
    ];
  }
}
