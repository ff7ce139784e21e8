import { describe, expect, it } from '@jest/globals';
import { parseS3Location } from './s3-location.js';

describe('parseS3Location', () => {
  it.each([
    ['s3://photos', { bucket: 'photos', prefix: '', endpoint: null, region: null }],
    ['s3://photos/', { bucket: 'photos', prefix: '', endpoint: null, region: null }],
    ['s3://my.photos/desk/a/', { bucket: 'my.photos', prefix: 'desk/a/', endpoint: null, region: null }],
    [
      's3://photos/desk?endpoint=http://127.0.0.1:9000&region=eu-central-1',
      { bucket: 'photos', prefix: 'desk/', endpoint: 'http://127.0.0.1:9000', region: 'eu-central-1' },
    ],
  ])('reads %s', (text, location) => {
    expect(parseS3Location(text)).toEqual(location);
  });

  it.each([
    '',
    'photos',
    '/var/photos',
    'https://photos.example',
    's3://',
    's3://p',
    's3://Photos_of_ours',
    's3://key:secret@photos',
    's3://photos:9000',
    's3://photos/a b',
    's3://photos/a//b',
    's3://photos/.hidden',
    's3://photos?endpoint=127.0.0.1:9000',
    's3://photos?endpoint=https://key:secret@s3.example',
    's3://photos?region=Frankfurt am Main',
    's3://photos?acl=public',
  ])('refuses %s', (text) => {
    expect(parseS3Location(text)).toBe(null);
  });
});
