import { describe, expect, it } from '@jest/globals';
import { noPhotoMetadata } from '../photos/metadata/photo-metadata.js';
import { captionOfPhoto } from './caption-of-photo.js';

describe('the caption of a photo', () => {
  it('says nothing of what its metadata says nothing of', () => {
    expect(captionOfPhoto(noPhotoMetadata())).toEqual({});
  });

  it('has the members of a caption, in its form', () => {
    const caption = captionOfPhoto({
      ...noPhotoMetadata(),
      description: 'Ferries',
      headline: 'Dawn',
      creator: ['Jane Doe'],
      keywords: ['harbour'],
      dateTaken: '2026-11-24T08:30:00+05:00',
      place: { ...noPhotoMetadata().place, city: 'Karachi' },
    });
    expect(caption).toEqual({
      description: 'Ferries',
      creator: ['Jane Doe'],
      dateTaken: '2026-11-24T03:30:00.000Z',
      place: { city: 'Karachi' },
    });
  });

  it.each(['2026-11-24T08:30:00', '2026-11-24', '1947'])('guesses no offset: %s', (dateTaken) => {
    expect(captionOfPhoto({ ...noPhotoMetadata(), dateTaken })).toEqual({});
  });
});
