/**
 * The program cannot start, and the operator can do something about it. `message` is one sentence (or a
 * list of them) that says what; `main.ts` prints it without a stack and exits with code 1.
 */
export class StartRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartRefused';
  }
}
