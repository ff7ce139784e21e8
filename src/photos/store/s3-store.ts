import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { S3Location } from '../../text/s3-location.js';
import { isOriginalName, PhotoStore, type StoredOriginal, storeUnavailable } from './photo-store.js';

const CONNECT_MS = 5_000;
/** Of silence, not of the whole transfer. */
const ANSWER_MS = 20_000;

const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/**
 * Keeps originals in a bucket of S3 or of what speaks its language. Credentials come from where the official client
 * looks for them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or the machine's role.
 */
export class S3Store extends PhotoStore {
  private readonly client: S3Client;
  private readonly bucket: string;
  private readonly folder: string;

  constructor({ bucket, prefix, endpoint, region }: S3Location) {
    super();
    this.bucket = bucket;
    this.folder = `${prefix}originals/`;
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

  async put(sha256: string, file: string): Promise<void> {
    await reached(async () => {
      const { size } = await stat(file);
      return this.client.send(
        new PutObjectCommand({
          ...this.at(sha256),
          Body: createReadStream(file),
          ContentLength: size,
          // Whoever keeps to S3's rules refuses bytes that were changed on the way.
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        }),
      );
    });
  }

  async has(sha256: string): Promise<boolean> {
    return reached(async () => {
      try {
        await this.client.send(new HeadObjectCommand(this.at(sha256)));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    });
  }

  async open(sha256: string): Promise<Readable> {
    return reached(async () => {
      const { Body } = await this.client.send(new GetObjectCommand(this.at(sha256)));
      if (!(Body instanceof Readable)) throw new Error('The store answered without a body.');
      return Body;
    });
  }

  async remove(sha256: string): Promise<void> {
    await reached(async () => this.client.send(new DeleteObjectCommand(this.at(sha256))));
  }

  async *list(): AsyncGenerator<StoredOriginal> {
    const pages = paginateListObjectsV2(
      { client: this.client },
      { Bucket: this.bucket, Prefix: this.folder },
    );
    try {
      for await (const { Contents = [] } of pages) {
        for (const { Key = '', LastModified } of Contents) {
          const sha256 = Key.split('/').at(-1) ?? '';
          if (isOriginalName(sha256) && LastModified) yield { sha256, storedAt: LastModified };
        }
      }
    } catch (error) {
      throw storeUnavailable(error);
    }
  }

  private at(sha256: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: `${this.folder}${sha256.slice(0, 2)}/${sha256}` };
  }
}

async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeUnavailable(error);
  }
}

function nothing(): void {}
