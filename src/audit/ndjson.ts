import { Readable } from 'node:stream';

/** The media type of JSON texts, one a line. */
export const NDJSON = 'application/x-ndjson';

/** Whether an Accept header (RFC 9110, 12.5.1) asks for NDJSON, and for it before JSON. */
export function asksForNdjson(accept: string | undefined): boolean {
  let ndjson = 0;
  let json = 0;
  for (const range of (accept ?? '').toLowerCase().split(',')) {
    const [type, ...parameters] = range.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const quality = weight === undefined ? 1 : Number(weight) || 0;
    if (type === NDJSON) ndjson = Math.max(ndjson, quality);
    if (type === 'application/json') json = Math.max(json, quality);
  }
  return ndjson > 0 && ndjson >= json;
}

/** One JSON text a line, pulled no faster than the client reads. */
export function ndjsonStream(chunks: AsyncIterable<readonly unknown[]>): Readable {
  async function* lines(): AsyncGenerator<string> {
    for await (const chunk of chunks) yield chunk.map((value) => `${JSON.stringify(value)}\n`).join('');
  }
  return Readable.from(lines(), { objectMode: false, highWaterMark: 64 * 1024 });
}
