import type { FileStore } from './file-store.js';

const BATCH = 500;

/** The names of the store's files that were put there before the time, some hundreds at once. */
export async function* oldFiles(store: FileStore, before: Date): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const { name, storedAt } of store.list()) {
    if (storedAt < before) batch.push(name);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
