const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const WINDOWS_1252 = new TextDecoder('windows-1252');

/** Far more than any member can have: what is longer is cut anyway, and a file can have it by the megabyte. */
const MAX_BYTES = 65_536;

/**
 * Text of which nobody reliably says how it is written: UTF-8 where it is strictly that, else Windows-1252, which
 * has Latin-1 in it. A sequence that was cut through at the end by a limit counts as UTF-8 and is left out.
 * MacRoman, of a few old desktop programs, cannot be told from Windows-1252 and is not read.
 */
export function decodeText(written: Uint8Array, declaredUtf8 = false): string {
  const bytes = written.subarray(0, MAX_BYTES);
  try {
    return UTF_8.decode(withoutCutSequence(bytes, declaredUtf8));
  } catch {
    return WINDOWS_1252.decode(bytes);
  }
}

/** Cuts off a last UTF-8 sequence that is shorter than its first byte says. */
function withoutCutSequence(bytes: Uint8Array, declaredUtf8: boolean): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    // Where nothing says UTF-8, one such byte after ASCII is rather a last letter in Windows-1252.
    const isCut = declaredUtf8 || bytes.subarray(0, -back).some((before) => before >= 0x80);
    return length > back && isCut ? bytes.subarray(0, -back) : bytes;
  }
  return bytes;
}
