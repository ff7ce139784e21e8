/** A multipart body and its media type. */
export interface MultipartBody {
  body: Buffer;
  headers: { 'content-type': string };
}

/** One part of it: a file where it has a filename. */
export interface Part {
  name?: string;
  /** As it stands between the quotes of the header. */
  filename?: string | Buffer;
  type?: string;
  content: Buffer | string;
}

const BOUNDARY = 'a boundary that no picture has'.replaceAll(' ', '-');

/** Writes a multipart body (RFC 7578) as it is told to, sensible or not. */
export function multipart(...parts: Part[]): MultipartBody {
  const written = parts.flatMap(({ name = 'file', filename, type = 'image/jpeg', content }) => [
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`,
    ...(filename === undefined ? [] : ['; filename="', filename, `"\r\nContent-Type: ${type}`]),
    '\r\n\r\n',
    content,
    '\r\n',
  ]);
  return {
    body: Buffer.concat(
      [...written, `--${BOUNDARY}--\r\n`].map((piece) =>
        typeof piece === 'string' ? Buffer.from(piece) : piece,
      ),
    ),
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
}
