import { describe, expect, it } from '@jest/globals';
import { bodySchema } from '../content/body/schema.js';
import { BODY_SCHEMAS } from './body-schemas.js';

/** The values of `type` that the schemas of these names describe. */
function typesIn(...names: string[]): string[] {
  const text = JSON.stringify(names.map((name) => BODY_SCHEMAS[name]));
  const lists = [...text.matchAll(/"type":\{"type":"string","enum":(\[[^\]]+\])/g)];
  return lists.flatMap(([, list = '[]']): string[] => JSON.parse(list)).sort();
}

describe('the schemas of a body', () => {
  it('describe every node, and no other', () => {
    const nodes = typesIn('Body', 'Block', 'Paragraph', 'ListItem', 'Inline');
    expect(nodes).toEqual(Object.keys(bodySchema.nodes).sort());
  });

  it('describe every mark, and no other', () => {
    expect(typesIn('Mark')).toEqual(Object.keys(bodySchema.marks).sort());
  });
});
