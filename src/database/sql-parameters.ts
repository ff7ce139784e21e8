/** Collects the values of a statement that is put together in parts: `add` gives each its placeholder. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** Keeps the value and returns its placeholder (`$3`). */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
