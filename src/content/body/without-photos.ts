import type { BlockJson, BodyJson, IdentifiedJson, PhotoJson } from './body-json.js';

/** The body without the photos that `keep` does not want, and without the quotes that held nothing else. */
export function withoutPhotos(body: BodyJson, keep: (photo: PhotoJson['attrs']) => boolean): BodyJson {
  const kept = <B extends IdentifiedJson>(blocks: readonly B[]): B[] =>
    blocks.flatMap((block): B[] => {
      if (block.type === 'photo') return keep(block.attrs) ? [block] : [];
      if (block.type !== 'blockquote' && block.type !== 'listItem') {
        return block.type === 'bulletList' || block.type === 'orderedList'
          ? [{ ...block, content: kept(block.content) }]
          : [block];
      }
      const content: BlockJson[] = kept(block.content);
      return content.length > 0 ? [{ ...block, content }] : [];
    });
  return { ...body, content: kept(body.content) };
}
