import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError, type Fault, validationFailed } from '../errors.js';
import { memberPointer } from './json-pointer.js';

const FILE = 'file';

/** What surrounds the file: nothing of it is kept. The file itself is limited by whoever takes it. */
const LIMITS = {
  fileSize: Number.MAX_SAFE_INTEGER,
  fieldNameSize: 200,
  fieldSize: 1000,
  headerPairs: 20,
  parts: 10,
};

/**
 * Reads a multipart body that has one file and nothing else, in a part named `file`, while it arrives, and gives the
 * name that the sender has for it; empty where there is none. What `take` throws is thrown on; `validation_failed`,
 * `bad_request` and `unsupported_media_type` tell of the body.
 */
export async function receiveOneFile(
  request: FastifyRequest,
  take: (file: Readable) => Promise<void>,
): Promise<string> {
  if (!request.isMultipart()) {
    throw new DomainError(
      'unsupported_media_type',
      'Send the file as multipart/form-data, in a part named file.',
    );
  }
  let name: string | null = null;
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      const fault = faultOf(part, name !== null);
      if (fault !== null) throw validationFailed([fault]);
      if (part.type === 'file') {
        name = part.filename ?? '';
        await take(part.file);
      }
    }
  } catch (error) {
    throw error instanceof DomainError ? error : unreadable(error);
  }
  waitForUs(request);
  if (name === null) {
    throw validationFailed([{ pointer: `/${FILE}`, code: 'required', message: 'is required' }]);
  }
  return name;
}

function faultOf(part: MultipartFile | MultipartValue, isSecond: boolean): Fault | null {
  const pointer = memberPointer('', part.fieldname);
  if (part.fieldname !== FILE) {
    return { pointer, code: 'unknown_member', message: 'is not a member that can be written here' };
  }
  if (part.type !== 'file') return { pointer, code: 'is_file', message: 'must be a file, with a filename' };
  return isSecond ? { pointer, code: 'one_file', message: 'must be one file' } : null;
}

/** The server gives up connections on which nothing moves: from here on it is us who take our time. */
function waitForUs({ raw }: FastifyRequest): void {
  // A request that came without a connection (as tests send it) has nothing to give up.
  if (raw.socket instanceof Socket) raw.socket.setTimeout(0);
}

function unreadable(cause: unknown): DomainError {
  return new DomainError(
    'bad_request',
    'The multipart body is not whole, or not well-formed.',
    {},
    { cause },
  );
}
