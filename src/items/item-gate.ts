import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Permission } from '../access/permissions.js';
import { allows } from '../access/policy.js';
import type { Principal } from '../access/principal.js';
import { findRow } from '../database/rows.js';
import type { Kind } from '../kinds.js';
import { DomainError, forbidden, notFound } from '../errors.js';
import type { Precondition } from '../http/precondition.js';
import { Item } from './item.entity.js';
import { mayReadDraft, maySee, type SeenItem } from './item-rights.js';
import type { ItemKind } from './item-kind.js';
import { KindRegistry } from './kind-registry.js';
import { sectionPaths } from './section-paths.js';
import { lastSave } from './last-save.js';

/** An item as it is in this transaction, with what rights to it are judged by. */
export interface OpenedItem {
  item: Item;
  kind: ItemKind;
  target: SeenItem;
}

/** The only way to an item by its id: not found, not as seen and not allowed are told apart in that order. */
@Injectable()
export class ItemGate {
  constructor(private readonly kinds: KindRegistry) {}

  /** The item for reading. Throws `not_found` where the member may not see it, or it is of another kind. */
  async see(tx: EntityManager, actor: Principal, id: string, kind?: Kind): Promise<OpenedItem> {
    return this.load(tx, actor, id, false, kind);
  }

  /** The item with its drafts. Throws `not_found`, or `forbidden` where only what is live may be read. */
  async readDrafts(tx: EntityManager, actor: Principal, id: string): Promise<OpenedItem> {
    const opened = await this.see(tx, actor, id);
    if (!mayReadDraft(actor, opened.target)) {
      throw forbidden('item.read', 'You may read what is live of this item, not its drafts and history.');
    }
    return opened;
  }

  /**
   * The item for talk about it: as `readDrafts`, and an API token needs a scope that reads, even where all staff do.
   */
  async discuss(tx: EntityManager, actor: Principal, id: string): Promise<OpenedItem> {
    const opened = await this.readDrafts(tx, actor, id);
    if (actor.tokenId !== null) this.demand(actor, 'item.read', opened.target);
    return opened;
  }

  /**
   * The item, locked until the transaction ends, for a change that needs `permission`. The lock lets others refer to
   * the item meanwhile: two that are related to each other can be saved at once.
   * Throws `not_found`, `precondition_required`, `stale_version`, `forbidden`, in that order.
   */
  async change(
    tx: EntityManager,
    actor: Principal,
    id: string,
    precondition: Precondition,
    permission: Permission,
    kind?: Kind,
  ): Promise<OpenedItem> {
    const opened = await this.load(tx, actor, id, true, kind);
    try {
      precondition.check(opened.item.version);
    } catch (error) {
      throw await this.withLastSave(tx, actor, opened, error);
    }
    this.demand(actor, permission, opened.target);
    return opened;
  }

  /**
   * The item, locked as for a change, for what stands beside it and moves no version of it: no If-Match is asked for.
   * Throws `not_found`, `forbidden`.
   */
  async openBeside(
    tx: EntityManager,
    actor: Principal,
    id: string,
    permission: Permission,
  ): Promise<OpenedItem> {
    const opened = await this.load(tx, actor, id, true);
    this.demand(actor, permission, opened.target);
    return opened;
  }

  /** For answers that are replayed: the member may still see the item, and still do this to it. */
  async recheck(tx: EntityManager, actor: Principal, id: string, permission: Permission): Promise<void> {
    const opened = await this.see(tx, actor, id);
    this.demand(actor, permission, opened.target);
  }

  /** Throws `forbidden` where the member lacks the permission for this item. */
  demand(actor: Principal, permission: Permission, target: SeenItem): void {
    if (allows(actor, permission, target)) return;
    throw forbidden(permission, `You do not have ${permission} for this item, in the section where it is.`);
  }

  /** The item for what was planned before: whoever carries that out locks it, and judges the planner's rights. */
  async unjudged(tx: EntityManager, id: string): Promise<OpenedItem> {
    return this.load(tx, null, id, false);
  }

  /** Who comes too late, and may read the draft, is told who was there before them. */
  private async withLastSave(
    tx: EntityManager,
    actor: Principal,
    { item, target }: OpenedItem,
    error: unknown,
  ): Promise<unknown> {
    const isLate = error instanceof DomainError && error.code === 'stale_version';
    if (!isLate || !mayReadDraft(actor, target)) return error;
    const save = await lastSave(tx, item);
    return new DomainError(error.code, error.detail, { ...error.extras, ...save }, { cause: error });
  }

  private async load(
    tx: EntityManager,
    actor: Principal | null,
    id: string,
    lock: boolean,
    kindName?: Kind,
  ): Promise<OpenedItem> {
    const item = await findRow(
      tx,
      Item,
      `id = $1 and kind = coalesce($2, kind) ${lock ? 'for no key update' : ''}`,
      [id, kindName ?? null],
    );
    if (!item) throw notFound('item');
    const kind = this.kinds.get(item.kind);
    const target = {
      kind: item.kind,
      visibility: item.visibility,
      createdBy: item.createdBy,
      ...(await sectionPaths(tx, item)),
      readByAllStaff: kind.readByAllStaff,
    };
    if (actor !== null && !maySee(actor, target)) throw notFound('item');
    return { item, kind, target };
  }
}
