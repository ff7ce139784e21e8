import { describe, expect, it } from '@jest/globals';
import { creditFault } from './credit-form.js';

describe('the form of a credit line', () => {
  it.each([
    'Reuters',
    'AFP via Getty Images',
    'Handout/Reuters',
    'Özlem Yılmaz',
    'Harbour Courier & Sons Ltd.',
    'X',
  ])('is a supplier’s name: %s', (creditLine) => expect(creditFault(creditLine)).toBeNull());

  it.each([
    ['MR. A/REUTERS', 'names the photographer as well: the credit line is REUTERS, MR. A the creator.'],
    ['AP Photo/Jane Doe', 'names the photographer as well'],
    ['Photo by Reuters', 'more than the supplier’s name'],
    ['(Reuters)', 'more than the supplier’s name'],
    ['AFP PHOTO', 'more than the supplier’s name'],
    ['© Reuters', 'more than the supplier’s name'],
    ['https://example.com/x', 'not the form'],
    ['Reuters; AP', 'not the form'],
    ['Reuters,', 'not the form'],
  ])('is warned of: %s', (creditLine, words) => expect(creditFault(creditLine)).toContain(words));
});
