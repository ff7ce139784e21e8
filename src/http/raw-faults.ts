import type { Fault } from '../errors.js';

const MAX_DEPTH = 150;

/**
 * The strings in a JSON value that PostgreSQL would refuse or change in silence: those with NUL or with a
 * lone surrogate; and nesting so deep that code after this one could run out of stack. Iterative itself.
 */
export function textFaults(value: unknown): Fault[] {
  const faults: Fault[] = [];
  const pending: [unknown, string, number][] = [[value, '', 0]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [current, pointer, depth] = next;
    if (typeof current === 'string') {
      if (isUnstorable(current)) faults.push(fault(pointer));
    } else if (typeof current === 'object' && current !== null) {
      if (depth >= MAX_DEPTH) {
        return [{ pointer: '', code: 'too_deep', message: `is nested deeper than ${MAX_DEPTH} levels` }];
      }
      for (const [key, member] of Object.entries(current)) {
        if (isUnstorable(key)) faults.push(fault(pointer));
        pending.push([member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1]);
      }
    }
    if (faults.length >= 50) break;
  }
  return faults;
}

function isUnstorable(text: string): boolean {
  return text.includes('\u0000') || !text.isWellFormed();
}

function fault(pointer: string): Fault {
  return {
    pointer,
    code: 'forbidden_characters',
    message: 'contains NUL or half of a surrogate pair, which no text has',
  };
}
