import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { EntityManager } from 'typeorm';
import { Config } from '../../config.js';
import { type DomainError, validationFailed } from '../../errors.js';
import { Item } from '../../items/item.entity.js';
import type { ItemKind } from '../../items/item-kind.js';
import { KindRegistry } from '../../items/kind-registry.js';
import { type NamedTarget, namedTarget, type RedirectTarget } from './redirect-target.js';

/** Finds where an item that is taken off is to lead. */
@Injectable()
export class Redirects {
  constructor(
    private readonly config: Config,
    private readonly kinds: KindRegistry,
  ) {}

  /** What is named, if the way of taking off asks for it. Throws `validation_failed` where it is missing or misplaced. */
  read(type: string, redirectTo: string | null): NamedTarget | null {
    if (type !== 'redirect') {
      if (redirectTo === null) return null;
      throw fault('only_for_redirect', 'is for the type redirect');
    }
    if (redirectTo === null) throw fault('required', 'is required: where are readers to be led?');
    const target = namedTarget(redirectTo, this.config.publicUrl);
    if (target !== null) return target;
    throw fault('no_target', 'must be the id of a live item, or an http, https or root-relative URL');
  }

  /**
   * The target, looked up where it is an item. Throws `validation_failed` where that is not live, or is `itemId` itself.
   * It is not locked: it can be taken off at any time after, and readers get the notice then.
   */
  async resolve(
    tx: EntityManager,
    itemId: string,
    named: NamedTarget | null,
  ): Promise<RedirectTarget | null> {
    if (named === null) return null;
    const kind =
      'url' in named ? this.kinds.all().find(({ path }) => path === named.address?.path) : undefined;
    if ('url' in named && kind === undefined) return { url: named.url };
    const id = 'itemId' in named ? named.itemId : await itemAt(tx, kind, named.address?.slug ?? '');
    if (id === itemId) throw fault('redirect_to_itself', 'is the item itself');
    if (id !== null && (await tx.getRepository(Item).existsBy({ id, visibility: 'live' })))
      return { itemId: id };
    throw fault('not_live', 'is no item that is live');
  }
}

/** The item that readers know by this slug, or did; of a kind without slugs, by this id. */
async function itemAt(tx: EntityManager, kind: ItemKind | undefined, slug: string): Promise<string | null> {
  if (!kind?.addressed) return isUUID(slug) ? slug : null;
  const [row] = await tx.query<{ id: string }[]>(
    'select item_id as id from address where kind = $1 and slug = $2',
    [kind.kind, slug],
  );
  return row?.id ?? null;
}

function fault(code: string, message: string): DomainError {
  return validationFailed([{ pointer: '/redirectTo', code, message }]);
}
