import { BLOCK_ID } from '../../text/block-id.js';
import { FORBIDDEN_CHARACTERS, hasForbiddenCharacters } from '../../text/text-rules.js';
import { checkedUrl } from '../../text/url.js';

/** What one attribute of a node or mark may be. Without a default the attribute has to be given. */
export interface AttributeRule {
  /** Null is one more value where it is the default. */
  type: 'string' | 'number';
  default?: null;
  /** The value to store for a given one, or what is wrong with it. */
  read(value: unknown): Reading;
}

type Reading = { value: string | number | null } | { code: string; message: string };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id that a block keeps over its revisions; anything that a client has made up in these characters. */
export const blockId: AttributeRule = {
  type: 'string',
  default: null,
  read(value) {
    if (value === null) return { value };
    if (typeof value !== 'string') return wrongType('a string or null');
    if (BLOCK_ID.test(value)) return { value };
    return { code: 'invalid_id', message: 'has to be 1 to 64 letters, digits, hyphens and underscores' };
  },
};

export const headingLevel: AttributeRule = {
  type: 'number',
  read(value) {
    if (value === 2 || value === 3 || value === 4) return { value };
    return { code: 'invalid_value', message: 'has to be 2, 3 or 4' };
  },
};

export const photoCaptionId: AttributeRule = {
  type: 'string',
  read(value) {
    if (typeof value !== 'string') return wrongType('a string');
    if (UUID.test(value)) return { value: value.toLowerCase() };
    return { code: 'invalid_id', message: 'is not the id of a photo caption' };
  },
};

export const url: AttributeRule = {
  type: 'string',
  read(value) {
    if (typeof value !== 'string') return wrongType('a string');
    const checked = checkedUrl(value);
    if (checked !== null) return { value: checked };
    return {
      code: 'invalid_url',
      message:
        'has to be an http, https, mailto or tel URL or begin with one slash, in at most 2,048 characters',
    };
  },
};

/** Text of at most `limit` characters that stands in for the inherited one, which null leaves alone. */
export function override(limit: number): AttributeRule {
  return {
    type: 'string',
    default: null,
    read(value) {
      if (value === null) return { value };
      if (typeof value !== 'string') return wrongType('a string or null');
      if (value.length > limit)
        return { code: 'too_long', message: `has to have at most ${limit} characters` };
      if (hasForbiddenCharacters(value)) return FORBIDDEN_CHARACTERS;
      return { value };
    },
  };
}

/** One of these words, or null. */
export function oneOf(words: readonly string[]): AttributeRule {
  return {
    type: 'string',
    default: null,
    read(value) {
      if (value === null) return { value };
      if (typeof value !== 'string') return wrongType('a string or null');
      if (words.includes(value)) return { value };
      return { code: 'invalid_value', message: `has to be ${words.join(', ')} or null` };
    },
  };
}

/** The fault of a value that is not `expected`, such as "a string". */
export function wrongType(expected: string): { code: string; message: string } {
  return { code: 'wrong_type', message: `has to be ${expected}` };
}
