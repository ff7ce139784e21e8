import { isIPv4, isIPv6, SocketAddress } from 'node:net';

/**
 * What sign-in failures are counted for: an IPv4 address as it is, of an IPv6 address its first 64 bits, which
 * is what one connection gets (RFC 6177): within them a stranger has as many addresses as they like.
 */
export function addressBlock(address: string): string {
  if (isIPv4(address) || !isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  // The parser leaves out the zone and writes the shortest form; '::' stands for the groups that are missing.
  const { address: plain } = new SocketAddress({ address: address.split('%', 1)[0] ?? '', family: 'ipv6' });
  const [before = '', after = ''] = plain.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === '' ? [] : after.split(':');
  const zeros = plain.includes('::') ? Array<string>(8 - head.length - tail.length).fill('0') : [];
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}
