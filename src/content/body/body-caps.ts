import type { Fault } from '../../errors.js';

const MAX_NODES = 20_000;
const MAX_DEPTH = 32;

/**
 * The fault of a body that is too large to be looked at: more than 20,000 nodes, the document and the texts among
 * them, or nodes more than 32 levels below the document. It comes first and never recurses, so that what comes
 * after it may.
 */
export function capFault(value: unknown): Fault | null {
  let nodes = 1;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const below: unknown[] = [];
    for (const node of level) {
      const children = childrenOf(node);
      if (children.length > 0 && depth === MAX_DEPTH) {
        return { pointer: '', code: 'too_deep', message: `is nested deeper than ${MAX_DEPTH} levels` };
      }
      nodes += children.length;
      if (nodes > MAX_NODES) {
        return { pointer: '', code: 'too_many_nodes', message: `has more than ${MAX_NODES} nodes` };
      }
      for (const child of children) below.push(child);
    }
    level = below;
  }
  return null;
}

function childrenOf(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null || !('content' in node)) return [];
  return Array.isArray(node.content) ? node.content : [];
}
