/** Runs what has the same name one after the other, and different names at once. Within this process only. */
export class InLine {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs `work` once all earlier work of that name is over, whether it went well or not. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(name) === mine) this.last.delete(name);
    }
  }
}
