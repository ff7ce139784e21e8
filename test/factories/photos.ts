import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, TestApp } from '../harness/app.js';
import { multipart } from '../harness/multipart.js';

/** What an upload is answered with, or how it is refused. */
export interface PhotoAnswer extends Record<string, unknown> {
  id: string;
  filename: string;
  sha256: string;
  code?: string;
}

/** Uploads the file as the member would whose token it is. */
export async function upload(
  app: TestApp,
  token: string,
  content: Buffer,
  filename: string | Buffer = 'DSC_0001.JPG',
): Promise<Answer<PhotoAnswer>> {
  const form = multipart({ filename, content });
  return app.request<PhotoAnswer>('POST', '/api/v1/photos', { token, ...form });
}

/** The files that lie in the folders of a server’s photos. */
export function filesOf(dataDir: string): { incoming: string[]; originals: string[] } {
  const below = (folder: string): string[] => {
    const path = join(dataDir, 'photos', folder);
    if (!existsSync(path)) return [];
    const found = readdirSync(path, { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile()).map(({ name }) => name);
  };
  return { incoming: below('incoming'), originals: below('originals') };
}
