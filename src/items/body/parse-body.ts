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
  if (!node || faults.length > 0) return { faults };
  try {
    Node.fromJSON(bodySchema, node).check();
  } catch (error) {
    // The reader asks the same schema, so this is for the day on which the two come to disagree.
    if (!(error instanceof RangeError)) throw error;
    return { faults: [{ pointer: '', code: 'invalid_body', message: 'does not fit the schema of a body' }] };
  }
  // BodyJson is the schema written down as types; that they agree is what has just been checked.
  return { body: node as BodyJson };
}
