import { describe, expect, it } from '@jest/globals';
import { noPhotoMetadata } from './photo-metadata.js';
import { readPhotoMetadata } from './read-photo-metadata.js';

describe('the metadata of a file', () => {
  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['no image at all', Buffer.from('<html>')],
  ])('has every member, and nothing in it, of %s', async (_what, file) => {
    await expect(readPhotoMetadata(file)).resolves.toEqual({
      metadata: noPhotoMetadata(),
      conflicts: [],
      raw: {},
      faults: [],
    });
  });
});
