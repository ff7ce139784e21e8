import { describe, expect, it } from '@jest/globals';
import { cleanAgencyNoise } from './agency-noise.js';
import { noPhotoMetadata, type PhotoMetadata } from './photo-metadata.js';

function clean(said: Partial<PhotoMetadata>): ReturnType<typeof cleanAgencyNoise> {
  return cleanAgencyNoise({ ...noPhotoMetadata(), ...said });
}

describe('agency noise', () => {
  it.each([
    ['MR. A/REUTERS', ['MR. A'], 'REUTERS'],
    ['REUTERS/John Smith', ['John Smith'], 'REUTERS'],
    ['John Smith/AFP via Getty Images', ['John Smith'], 'AFP via Getty Images'],
    ['AP Photo/Jane Doe', ['Jane Doe'], 'AP'],
    ['(AP Photo/Jane Doe)', ['Jane Doe'], 'AP'],
    ['Photo by Jane Doe / AFP', ['Jane Doe'], 'AFP'],
    ['Jane Doe via Getty Images', ['Jane Doe'], 'Getty Images'],
    ['Jane Doe - REUTERS', ['Jane Doe'], 'REUTERS'],
    ['Jane Doe/Pool via REUTERS', ['Jane Doe'], 'Pool/REUTERS'],
    ['Stringer/REUTERS', [], 'REUTERS'],
    ["REUTERS/Seán O'Brien/File Photo", ["Seán O'Brien"], 'REUTERS'],
    ['© Özlem Yılmaz / Anadolu', ['Özlem Yılmaz'], 'Anadolu'],
  ])('is taken out of a creator: %s', (creator, names, creditLine) => {
    const { cleaned, raw } = clean({ creator: [creator] });
    expect(cleaned).toMatchObject({ creator: names, creditLine });
    expect(raw).toEqual({ creator: [creator], creditLine: null });
  });

  it.each([
    ['MCDONALD'],
    ['John Smith'],
    ['A/B'],
    ['AC/DC'],
    ['Reuters'],
    ['Unit 3/REUTERS'],
    ['x'.repeat(200)],
  ])('is not seen in %s', (creator) => {
    const { cleaned, raw } = clean({ creator: [creator], creditLine: 'Somebody' });
    expect(cleaned).toMatchObject({ creator: [creator], creditLine: 'Somebody' });
    expect(raw).toEqual({});
  });

  it('leaves a credit line that the file has, and takes only a name and a form out of it', () => {
    expect(clean({ creator: ['MR. A/REUTERS'], creditLine: 'Reuters' }).cleaned).toMatchObject({
      creator: ['MR. A'],
      creditLine: 'Reuters',
    });
    expect(clean({ creditLine: 'MR. A/REUTERS' }).cleaned).toMatchObject({
      creator: ['MR. A'],
      creditLine: 'REUTERS',
    });
    expect(
      clean({ creator: ['Jane Doe'], creditLine: 'JANE DOE/AFP via Getty Images' }).cleaned,
    ).toMatchObject({
      creator: ['Jane Doe'],
      creditLine: 'AFP via Getty Images',
    });
    const other = clean({ creator: ['Jane Doe'], creditLine: 'John Smith/AP' });
    expect(other).toMatchObject({ cleaned: { creditLine: 'John Smith/AP' }, raw: {} });
    expect(clean({ creditLine: 'AP Photo' }).cleaned.creditLine).toBe('AP');
    expect(clean({ creditLine: 'Getty Images' }).raw).toEqual({});
  });

  it.each([
    ['Ferries wait. (AP Photo/Jane Doe)', 'Ferries wait.', ['Jane Doe'], 'AP'],
    ['Ferries wait. (AP Photo/Jane Doe, File)', 'Ferries wait.', ['Jane Doe'], 'AP'],
    ['Ferries wait. REUTERS/J. Smith', 'Ferries wait.', ['J. Smith'], 'REUTERS'],
    ['Ferries wait on Monday REUTERS/John Smith', 'Ferries wait on Monday', ['John Smith'], 'REUTERS'],
    [
      'Ferries wait. REUTERS/John Smith     TPX IMAGES OF THE DAY',
      'Ferries wait.',
      ['John Smith'],
      'REUTERS',
    ],
    ['Ferries wait. Photo: Jane Doe/AFP', 'Ferries wait.', ['Jane Doe'], 'AFP'],
    ['Ferries wait — AFP', 'Ferries wait', [], 'AFP'],
    ['Ferries wait (Reuters)', 'Ferries wait', [], 'Reuters'],
    ['Ferries wait.\nJane Doe/AFP', 'Ferries wait.', ['Jane Doe'], 'AFP'],
    [
      'Ferries wait. (Photo by Jane DOE / AFP) (Photo by JANE DOE/AFP via Getty Images)',
      'Ferries wait.',
      ['JANE DOE'],
      'AFP via Getty Images',
    ],
  ])('is taken off the end of a description: %s', (description, text, creator, creditLine) => {
    const { cleaned, raw } = clean({ description });
    expect(cleaned).toMatchObject({ description: text, creator, creditLine });
    expect(raw.description).toBe(description);
  });

  it.each([
    ['Ferries (above) wait.'],
    ['A reporter of Reuters waits for the AP.'],
    ['On Monday John Smith/AFP won.'],
    ['(AP Photo/Jane Doe)'],
    ['The treaty of 2019 (in force)'],
    [`${' '.repeat(4_700)}${' A'.repeat(150)}`],
    ['(AP) Ferries wait in the port of London, on Monday'],
  ])('is not seen in the description %s', (description) => {
    expect(clean({ description })).toMatchObject({ cleaned: { description }, raw: {} });
  });

  it('tells one photographer once', () => {
    expect(clean({ creator: ['Jane Doe/AFP', 'Jane Doe', 'By Rana Ali'] }).cleaned.creator).toEqual([
      'Jane Doe',
      'Rana Ali',
    ]);
  });
});
