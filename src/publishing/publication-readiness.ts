import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OpenedItem } from '../items/item-gate.js';
import type { Problem } from '../items/item-kind.js';
import { References } from '../items/references.js';
import type { Revision } from '../items/revision.entity.js';

/** What a revision lacks for publication: by the rules of its kind, and in what it refers to. */
@Injectable()
export class PublicationReadiness {
  constructor(private readonly references: References) {}

  /** Every problem, with pointers into the item's `content`; empty when it is ready. */
  async problems(tx: EntityManager, { kind }: OpenedItem, revision: Revision): Promise<Problem[]> {
    const references = kind.references(revision.content);
    const resolved = await this.references.resolve(tx, references, 'readers');
    return [
      ...kind.readiness(revision.content),
      ...references.flatMap((reference): Problem[] => {
        const pointer = `/content${reference.pointer}`;
        if (reference.role === 'byline' && !resolved.authors.has(reference.authorId)) {
          return [
            { pointer, code: 'missing_author', message: 'An author in the byline is no longer there.' },
          ];
        }
        const isPlacement = reference.role === 'lead_photo' || reference.role === 'photo';
        if (isPlacement && !resolved.captions.has(reference.itemId)) {
          return [{ pointer, code: 'caption_not_live', message: 'A placed photo caption is not live.' }];
        }
        return [];
      }),
    ];
  }
}
