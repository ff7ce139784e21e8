import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSlug, slugFrom, withSuffix } from './slug.js';

const slugs = fc
  .array(fc.stringMatching(/^[a-z0-9]{1,20}$/), { minLength: 1, maxLength: 12 })
  .map((words) => words.join('-').slice(0, 80).replace(/-$/, ''));

describe('slugFrom', () => {
  it.each([
    ['Gaza’s wasteland', 'gazas-wasteland'],
    ["Gaza's wasteland", 'gazas-wasteland'],
    ['Gazaʼs wasteland', 'gazas-wasteland'],
    ['Gaza´s wasteland', 'gazas-wasteland'],
    ['Gaza＇s wasteland', 'gazas-wasteland'],
    ['One small step…', 'one-small-step'],
    ['Núria Öztürk', 'nuria-ozturk'],
    ['Nu\u0301ria O\u0308ztu\u0308rk', 'nuria-ozturk'],
    ['  The   “quoted” — and (bracketed) — word!  ', 'the-quoted-and-bracketed-word'],
    ['Straße, Æther & Łódź', 'strasse-aether-lodz'],
    ['£5bn © 2024', '5bn-2024'],
    ['ＡＢＣ ﬁnds 𝐁old', 'abc-finds-bold'],
    ['already-a-slug-2', 'already-a-slug-2'],
    ['snake_case/and.dots', 'snake-case-and-dots'],
  ])('%s → %s', (text, slug) => {
    expect(slugFrom(text)).toBe(slug);
  });

  it.each([
    ['Urdu', 'پاکستان میں انتخابات', 'pakstan-min-antkhabat'],
    ['Chinese', '加沙停火谈判重新开始', 'jia-sha-ting-huo-tan-pan-chong-xin-kai-shi'],
    ['Japanese', '日本の首相が辞任', 'ri-ben-no-shou-xiang-ga-ci-ren'],
    ['Russian', 'Область и мир', 'oblast-i-mir'],
    ['Greek', 'Ελλάδα', 'ellada'],
    ['Korean', '한국 대통령', 'hangug-daetongryeong'],
    ['Hindi', 'नेपाल चुनाव', 'nepaal-cunaav'],
  ])('writes %s in Latin letters', (_script, text, slug) => {
    expect(slugFrom(text)).toBe(slug);
  });

  it.each(['', '   ', '😀🎉', '— … !', '\u0301', '→ © ™'])('finds nothing to write in %j', (text) => {
    expect(slugFrom(text)).toBeNull();
  });

  it('cuts after a whole word', () => {
    const text = `${'a'.repeat(40)} ${'b'.repeat(39)} c`;
    expect(slugFrom(text)).toBe(`${'a'.repeat(40)}-${'b'.repeat(39)}`);
    expect(slugFrom(`${'a'.repeat(40)} ${'b'.repeat(40)}`)).toBe('a'.repeat(40));
  });

  it('cuts one overlong word where it has to', () => {
    expect(slugFrom('a'.repeat(100))).toBe('a'.repeat(80));
  });

  it('makes a slug of any text or says that it cannot', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary', maxLength: 300 }));
    fc.assert(
      fc.property(texts, (text) => {
        const slug = slugFrom(text);
        if (slug === null) return;
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(80);
        expect(slugFrom(slug)).toBe(slug);
      }),
    );
  });

  it('finds a slug wherever there is a Latin letter or a digit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[A-Za-z0-9]$/), (text, letter) => {
        expect(slugFrom(text + letter)).not.toBeNull();
      }),
    );
  });
});

describe('isSlug', () => {
  it('knows the slugs', () => {
    fc.assert(fc.property(slugs, (slug) => isSlug(slug)));
  });

  it.each(['', '-a', 'a-', 'a--b', 'A', 'a_b', 'a b', 'é', 'a/b', 'a\n', 'a'.repeat(81)])(
    'refuses %j',
    (value) => {
      expect(isSlug(value)).toBe(false);
    },
  );
});

describe('withSuffix', () => {
  it('puts the number at the end', () => {
    expect(withSuffix('gazas-wasteland', 2)).toBe('gazas-wasteland-2');
  });

  it('makes room for it at a whole word', () => {
    expect(withSuffix(`${'a'.repeat(70)}-${'b'.repeat(9)}`, 12)).toBe(`${'a'.repeat(70)}-12`);
    expect(withSuffix('a'.repeat(80), 2)).toBe(`${'a'.repeat(78)}-2`);
  });

  it('stays a slug', () => {
    fc.assert(
      fc.property(slugs, fc.integer({ min: 2, max: 1_000_000 }), (slug, n) => {
        const suffixed = withSuffix(slug, n);
        expect(isSlug(suffixed)).toBe(true);
        expect(suffixed.endsWith(`-${n}`)).toBe(true);
      }),
    );
  });
});
