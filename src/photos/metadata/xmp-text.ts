/** Bytes at a time, so that a large packet does not keep the process from everything else. */
const SLICE = 16_384;

/** What no XML has, however it is written (XML 1.0, production 2), and the controls that it may have. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;
/** An ampersand that begins neither one of XML's own five entities nor the number of a character. */
const AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/gi;
const CHARACTER = /&#(?:(\d{1,7})|x([\da-f]{1,6}));/gi;
const LONGEST_REFERENCE = '&#x10FFFF;'.length;

/**
 * The text of a packet slice by slice, so that a strict parser reads all of it: without what XML forbids, and with
 * an ampersand that begins nothing as the ampersand that it is. No more characters than the packet has bytes.
 */
export class XmpText {
  /** Whether there was anything that XML forbids. */
  hasDropped = false;

  constructor(private readonly packet: Buffer) {}

  *[Symbol.iterator](): Generator<string> {
    let room = this.packet.length;
    let rest = '';
    for (const decoded of this.decoded()) {
      const text = rest + this.allowed(decoded);
      // A reference that goes on in the next slice waits for it.
      const open = text.indexOf('&', Math.max(0, text.length - LONGEST_REFERENCE));
      rest = open < 0 ? '' : text.slice(open);
      const slice = this.spelt(open < 0 ? text : text.slice(0, open)).slice(0, room);
      room -= slice.length;
      yield slice;
      if (room === 0) return;
    }
    yield this.spelt(rest).slice(0, room);
  }

  private *decoded(): Generator<string> {
    const encoding = encodingOf(this.packet);
    const decoder = new TextDecoder(encoding);
    const packet = encoding === 'utf-8' ? withoutPadding(this.packet) : this.packet;
    for (let at = 0; at < packet.length; at += SLICE) {
      yield decoder.decode(packet.subarray(at, at + SLICE), { stream: at + SLICE < packet.length });
    }
  }

  private spelt(text: string): string {
    const spelt = text.replaceAll(AMPERSAND, '&amp;');
    return spelt.replaceAll(CHARACTER, (reference, decimal?: string, hexadecimal?: string) => {
      const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
      if (code <= 0x10_ff_ff && String.fromCodePoint(code).isWellFormed()) {
        return this.allowed(String.fromCodePoint(code)) === '' ? '' : reference;
      }
      this.hasDropped = true;
      return '';
    });
  }

  private allowed(text: string): string {
    const kept = text.replaceAll(FORBIDDEN, '');
    this.hasDropped ||= kept.length < text.length;
    return kept;
  }
}

/** Some programs fill a packet up with NUL. */
function withoutPadding(packet: Buffer): Buffer {
  let end = packet.length;
  while (packet[end - 1] === 0) end -= 1;
  return packet.subarray(0, end);
}

function encodingOf(packet: Buffer): string {
  const start = packet.toString('latin1', 0, 2);
  if (start === '\xff\xfe' || start === '<\0') return 'utf-16le';
  return start === '\xfe\xff' || start === '\0<' ? 'utf-16be' : 'utf-8';
}
