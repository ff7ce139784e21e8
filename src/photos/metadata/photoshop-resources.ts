const IIM_RESOURCE = 0x0404;
const SIGNATURES = new Set(['8BIM', 'PHUT', 'DCSR', 'AgHg', 'MeSa']);

/**
 * The IIM block among Photoshop's image resources (Adobe Photoshop File Formats Specification, "Image Resource
 * Blocks"), or null. What follows a broken resource is not read.
 */
export function iimOfPhotoshop(resources: Buffer): Buffer | null {
  let at = 0;
  while (at + 12 <= resources.length && SIGNATURES.has(resources.toString('latin1', at, at + 4))) {
    const id = resources.readUInt16BE(at + 4);
    // The name is a Pascal string, padded to an even length together with its length byte.
    const nameLength = (resources[at + 6] ?? 0) + 1;
    const sizeAt = at + 6 + nameLength + (nameLength % 2);
    if (sizeAt + 4 > resources.length) return null;
    const size = resources.readUInt32BE(sizeAt);
    const from = sizeAt + 4;
    // A block that was cut off is read as far as it goes.
    if (id === IIM_RESOURCE) return resources.subarray(from, from + size);
    at = from + size + (size % 2);
  }
  return null;
}
