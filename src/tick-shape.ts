import { createHook } from 'node:async_hooks';

const kept: object[] = [];

/**
 * Keeps one of the objects by which `process.nextTick` remembers what it was given. V8 forgets the hidden class of an object
 * of which none is left, as can be at any major collection of garbage; the code that makes these takes the next one for a
 * stranger, and from then on makes them all in its slowest way, some for every request. To be called before the first such
 * collection, so at the start of the process.
 */
export function keepTickShape(): void {
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'TickObject') kept.push(resource);
    },
  });
  hook.enable();
  process.nextTick(() => undefined);
  hook.disable();
}
