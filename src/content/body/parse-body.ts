import { Node } from 'prosemirror-model';
import type { Fault } from '../../errors.js';
import type { BodyJson } from './body-json.js';
import { BodyReader } from './body-reader.js';
import { capFault } from './body-caps.js';
import { bodySchema } from './schema.js';

/**
 * Reads a body that a client has sent: strictly, so that nothing is dropped or repaired in silence, and in
 * time linear in its size. Gives the body in canonical form (parsing that again changes nothing), or what is wrong with
 * it: all faults at once, at most 50, with pointers relative to the body.
 */
export function parseBody(value: unknown): { body: BodyJson } | { faults: Fault[] } {
  const tooLarge = capFault(value);
  if (tooLarge) return { faults: [tooLarge] };
  const { node, faults } = new BodyReader().read(value);
  if (faults.length > 0) return { faults };
  if (fitsSchema(node)) return { body: node };
  return { faults: [{ pointer: '', code: 'invalid_body', message: 'does not fit the schema of a body' }] };
}

/** The reader has asked the same schema; this is for the day on which the two come to disagree. */
function fitsSchema(node: unknown): node is BodyJson {
  try {
    Node.fromJSON(bodySchema, node).check();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
