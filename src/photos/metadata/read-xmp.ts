import { setImmediate } from 'node:timers/promises';
import type { XmpNode } from './xmp-node.js';
import { type XmpFault, XmpReading } from './xmp-reading.js';
import { XmpText } from './xmp-text.js';

/** The properties that were asked for, by name, and what was wrong with the packet. */
export interface XmpProperties {
  properties: Map<string, XmpNode>;
  faults: XmpFault[];
}

/**
 * Reads the properties that are `wanted` from an XMP packet, with a strict, streaming XML parser that expands no
 * entities. A packet with a document type is not XMP and is not read at all; for other faults what is complete is
 * read. Of two properties of a name the first counts. Memory is bounded by what is wanted, time by `maxBytes`.
 */
export async function readXmpProperties(
  packet: Buffer,
  wanted: ReadonlySet<string>,
  maxBytes: number,
): Promise<XmpProperties> {
  const reading = new XmpReading(wanted);
  const text = new XmpText(packet.subarray(0, maxBytes));
  for (const slice of text) {
    if (!reading.go(slice)) break;
    await setImmediate();
  }
  const { stopped, firstError, properties } = reading.end();
  const faults: XmpFault[] = [];
  if (packet.length > maxBytes) {
    faults.push({ code: 'too_large', message: `is read only as far as ${maxBytes} bytes` });
  }
  if (text.hasDropped) {
    faults.push({
      code: 'forbidden_characters',
      message: 'has characters that no text has: they are left out',
    });
  }
  if (stopped !== null) faults.push(stopped);
  else if (firstError !== null) {
    faults.push({ code: 'malformed', message: `is not well-formed XML: ${firstError}` });
  }
  return { properties, faults };
}
