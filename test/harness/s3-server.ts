import S3rver from 's3rver';
import type { S3Location } from '../../src/text/s3-location.js';

/** The credentials that s3rver knows, where the official client looks for them. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

/** A server that speaks S3, with one bucket, in a folder of its own. */
export interface S3Server {
  location: S3Location;
  close(): Promise<void>;
}

/** Starts one on this machine, and lets the clients of this process sign in to it. */
export async function startS3(directory: string): Promise<S3Server> {
  const bucket = 'photos';
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  Object.assign(process.env, CREDENTIALS);
  return {
    location: { bucket, prefix: 'desk/', endpoint: `http://127.0.0.1:${port}`, region: 'eu-central-1' },
    close: async () => await server.close(),
  };
}
