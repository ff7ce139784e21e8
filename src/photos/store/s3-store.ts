import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { S3Location } from '../../text/s3-location.js';
import { FileStore, type OpenFile, type StoreArea, type StoredFile, storeUnavailable } from './file-store.js';

const CONNECT_MS = 5_000;
/** Of silence, not of the whole transfer. */
const ANSWER_MS = 20_000;

const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/**
 * Keeps files in a bucket of S3 or of what speaks its language. Credentials come from where the official client
 * looks for them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or the machine's role.
 */
export class S3Store extends FileStore {
  private readonly client: S3Client;
  private readonly bucket: string;
  private readonly folder: string;

  constructor(
    { bucket, prefix, endpoint, region }: S3Location,
    private readonly area: StoreArea,
  ) {
    super();
    this.bucket = bucket;
    this.folder = `${prefix}${area.folder}/`;
    this.client = new S3Client({
      ...(region === null ? {} : { region }),
      // A host of one's own seldom has a name for each bucket.
      ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
      // Many compatible stores keep the framing of the newer checksums as if it were part of the file.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      // It would write to the console what is thrown, and logged, anyway.
      logger: SILENT,
      requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: ANSWER_MS },
    });
  }

  async put(name: string, file: string): Promise<void> {
    await reached(async () => {
      const { size } = await stat(file);
      return this.client.send(
        new PutObjectCommand({
          ...this.at(name),
          Body: createReadStream(file),
          ContentLength: size,
          // Whoever keeps to S3's rules refuses bytes that were changed on the way.
          ChecksumSHA256: await sha256Of(file),
        }),
      );
    });
  }

  async has(name: string): Promise<boolean> {
    return reached(async () => {
      try {
        await this.client.send(new HeadObjectCommand(this.at(name)));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    });
  }

  async open(name: string): Promise<OpenFile | null> {
    return reached(async () => {
      try {
        const { Body, ContentLength } = await this.client.send(new GetObjectCommand(this.at(name)));
        if (!(Body instanceof Readable) || ContentLength === undefined) {
          throw new Error('The store answered without a body, or without its length.');
        }
        return { stream: Body, bytes: ContentLength };
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    });
  }

  async localPath(name: string, copy: string): Promise<string | null> {
    const file = await this.open(name);
    if (file === null) return null;
    return reached(async () => {
      await mkdir(dirname(copy), { recursive: true });
      await pipeline(file.stream, createWriteStream(copy, { flags: 'wx', mode: 0o600 }));
      return copy;
    });
  }

  async remove(name: string): Promise<void> {
    await reached(async () => this.client.send(new DeleteObjectCommand(this.at(name))));
  }

  async *list(): AsyncGenerator<StoredFile> {
    const pages = paginateListObjectsV2(
      { client: this.client },
      { Bucket: this.bucket, Prefix: this.folder },
    );
    try {
      for await (const { Contents = [] } of pages) {
        for (const { Key = '', LastModified } of Contents) {
          const name = Key.split('/').at(-1) ?? '';
          if (this.area.names.test(name) && LastModified) yield { name, storedAt: LastModified };
        }
      }
    } catch (error) {
      throw storeUnavailable(error);
    }
  }

  private at(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: `${this.folder}${name.slice(0, 2)}/${name}` };
  }
}

async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeUnavailable(error);
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

function nothing(): void {}
