const OPEN = Buffer.from('{');
const CLOSE = Buffer.from('}');
const COMMA = Buffer.from(',');

/**
 * A JSON object as bytes. A member that is a Buffer is finished JSON, a list of Buffers is an array of such;
 * they are copied and never parsed. Any other member is serialized.
 */
export function jsonObject(members: Readonly<Record<string, unknown>>): Buffer {
  const parts = Object.entries(members).map(([name, value]) =>
    Buffer.concat([Buffer.from(`${JSON.stringify(name)}:`), jsonValue(value)]),
  );
  return Buffer.concat([OPEN, joined(parts), CLOSE]);
}

/** The finished JSON object with one more member, which it must not have yet. It has at least one. */
export function withMember(object: Buffer, name: string, value: unknown): Buffer {
  const member = Buffer.from(`,${JSON.stringify(name)}:${JSON.stringify(value)}}`);
  return Buffer.concat([object.subarray(0, -1), member]);
}

function jsonValue(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (Array.isArray(value) && value.length > 0 && value.every((member) => Buffer.isBuffer(member))) {
    return Buffer.concat([Buffer.from('['), joined(value), Buffer.from(']')]);
  }
  return Buffer.from(JSON.stringify(value));
}

function joined(parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [COMMA, part])));
}
