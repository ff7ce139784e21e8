import { describe, expect, it } from '@jest/globals';
import { namedTarget } from './redirect-target.js';

const PUBLIC_URL = 'https://paper.example/cms';
const ID = '01990000-0000-7000-8000-00000000000a';

describe('the target of a redirect', () => {
  it('is an item by its id', () => {
    expect(namedTarget(ID, PUBLIC_URL)).toEqual({ itemId: ID });
    expect(namedTarget(ID.toUpperCase(), PUBLIC_URL)).toEqual({ itemId: ID });
  });

  it.each([
    ['https://paper.example/cms/delivery/v1/articles/river-talks', 'articles', 'river-talks'],
    ['http://PAPER.example/cms/delivery/v1/articles/river-talks', 'articles', 'river-talks'],
    ['https://paper.example/cms/./delivery/v1//articles/%72iver-talks/?x=1#y', 'articles', 'river-talks'],
    ['/cms/delivery/v1/editorials/small-steps', 'editorials', 'small-steps'],
    [`/cms/delivery/v1/photo-captions/${ID}`, 'photo-captions', ID],
  ])('is what this server delivers at %s', (text, path, slug) => {
    expect(namedTarget(text, PUBLIC_URL)).toMatchObject({ address: { path, slug } });
  });

  it.each([
    'https://paper.example/opinion',
    'https://other.example/cms/delivery/v1/articles/river-talks',
    '/delivery/v1/articles/river-talks',
    '/old/delivery/v1/articles/river-talks',
    '/cms/delivery/v1/articles/%00',
    '/cms/delivery/v1/articles/%zz',
    '/cms/delivery/v1/articles',
    '/',
  ])('is any other URL as it is: %s', (url) => {
    expect(namedTarget(url, PUBLIC_URL)).toEqual({ url, address: null });
  });

  it.each([
    '',
    'nonsense',
    'river-talks',
    '//other.example/',
    'mailto:desk@paper.example',
    'tel:+1',
    'javascript:alert(1)',
    'ftp://paper.example/',
    'https://',
    'https://paper.example/a b',
    `https://paper.example/${'x'.repeat(2048)}`,
  ])('is not %s', (text) => {
    expect(namedTarget(text, PUBLIC_URL)).toBeNull();
  });
});
