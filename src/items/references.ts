import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Reference, Resolved, ResolvedCaption, ShownCaption } from '../content/reference.js';
import type { Fault } from '../errors.js';
import type { Kind } from '../kinds.js';
import { CaptionPictures } from '../photos/renditions/caption-pictures.js';
import { KindRegistry } from './kind-registry.js';
import { type Audience, authorsOf, type TargetRow, targetsOf, type Writer } from './reference-targets.js';

/** What content refers to: checked when it is written, and resolved for showing. */
@Injectable()
export class References {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly pictures: CaptionPictures,
  ) {}

  /**
   * The references that lead to what is not there, or is not what the place takes, as faults; and what they all
   * lead to, for the desk. `under` is where the content stands in the body of the request. The authors' rows are kept
   * from removal until the transaction ends.
   */
  async check(
    tx: EntityManager,
    writer: Writer,
    references: readonly Reference[],
    under: string,
  ): Promise<{ faults: Fault[]; resolved: Resolved }> {
    const authors = await authorsOf(tx, references, 'for key share');
    const targets = await targetsOf(tx, this.kinds, references, 'desk', writer);
    const faults = references.flatMap((reference): Fault[] => {
      const pointer = under + reference.pointer;
      if (reference.role === 'byline') {
        return authors.has(reference.authorId)
          ? []
          : [{ pointer, code: 'unknown_author', message: 'is no author' }];
      }
      const target = targets.get(reference.itemId);
      const isThere =
        target !== undefined &&
        target.known &&
        target.visibility !== 'killed' &&
        target.visibility !== 'spiked';
      if (reference.role === 'related' && reference.itemId === writer.itemId) {
        return [{ pointer, code: 'related_to_itself', message: 'is the item itself' }];
      }
      if (reference.role === 'related') {
        return isThere && !this.isPlaceable(target.kind)
          ? []
          : [{ pointer, code: 'unknown_item', message: 'is no item that can be related' }];
      }
      return isThere && this.isPlaceable(target.kind)
        ? []
        : [{ pointer, code: 'unknown_photo_caption', message: 'is no photo caption that can be placed' }];
    });
    return { faults, resolved: await this.resolved(tx, authors, targets, 'desk') };
  }

  /**
   * What the references lead to: for `readers`, only what is live, as it is live; for the `desk`, a caption
   * that is not live yet as its draft has it, and nothing of what was killed or spiked.
   */
  async resolve(tx: EntityManager, references: readonly Reference[], audience: Audience): Promise<Resolved> {
    const authors = await authorsOf(tx, references);
    const targets = await targetsOf(tx, this.kinds, references, audience, null);
    return this.resolved(tx, authors, targets, audience);
  }

  private async resolved(
    tx: EntityManager,
    authors: Resolved['authors'],
    targets: ReadonlyMap<string, TargetRow>,
    audience: Audience,
  ): Promise<Resolved> {
    const captions = new Map<string, ResolvedCaption>();
    const related: Map<string, { kind: Kind; slug: string | null; headline: string | null }> = new Map();
    for (const target of targets.values()) {
      if (!isShown(target, audience)) continue;
      const caption = target.content && this.kinds.get(target.kind).asCaption?.(target.content);
      if (caption) {
        captions.set(target.id, caption);
      } else {
        related.set(target.id, { kind: target.kind, slug: target.slug, headline: target.headline });
      }
    }
    return { authors, captions: await this.shown(tx, captions, audience), related };
  }

  /** Pictures are addressed for readers: who asks for the desk is shown none. */
  private async shown(
    tx: EntityManager,
    captions: ReadonlyMap<string, ResolvedCaption>,
    audience: Audience,
  ): Promise<Map<string, ShownCaption>> {
    const links = audience === 'readers' ? await this.pictures.linksOf(tx, captions) : null;
    return new Map(
      [...captions].map(([id, caption]) => [id, { ...caption, renditions: links?.get(id) ?? null }]),
    );
  }

  private isPlaceable(kind: Kind): boolean {
    return this.kinds.get(kind).asCaption !== undefined;
  }
}

/** The text of what was killed is for those alone who may read it there; a spiked item is no more to be used. */
function isShown({ visibility }: TargetRow, audience: Audience): boolean {
  return audience === 'readers' ? visibility === 'live' : visibility !== 'killed' && visibility !== 'spiked';
}
