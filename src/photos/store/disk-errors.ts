/** Whether the file or folder is not there. */
export function isMissing(error: unknown): boolean {
  return member(error, 'code') === 'ENOENT';
}

/** Whether the error is one of the file system, which names the call that failed, rather than one of a stream. */
export function isOfDisk(error: unknown): boolean {
  return typeof member(error, 'syscall') === 'string' && typeof member(error, 'code') === 'string';
}

function member(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
