import { Negotiator } from '@fastify/accept-negotiator';

/** How bytes can be sent; `identity` is as they are. */
export type Encoding = 'br' | 'gzip' | 'identity';

const MOST_REMEMBERED = 200;

/** What browsers and caches send is the same few lines. */
const remembered = new Map<string, Encoding>();
const negotiator = new Negotiator<Encoding>({ supportedValues: ['br', 'gzip', 'identity'] });

/** The encoding that the caller likes best of ours (RFC 9110, 12.5.3). */
export function preferredEncoding(header: string | string[] | undefined): Encoding {
  if (header === undefined || header === '') return 'identity';
  const line = String(header);
  const known = remembered.get(line);
  if (known !== undefined) return known;
  const encoding = negotiator.negotiate(line) ?? 'identity';
  if (remembered.size < MOST_REMEMBERED) remembered.set(line, encoding);
  return encoding;
}
