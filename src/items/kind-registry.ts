import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { KINDS, type Kind } from '../kinds.js';
import type { ItemContent, ItemKind } from './item-kind.js';

/** The kinds that are plugged in. Each kind's module registers its own; a gap or a double stops the start. */
@Injectable()
export class KindRegistry implements OnApplicationBootstrap {
  private readonly kinds = new Map<Kind, ItemKind>();

  /** Throws where the kind, or its path, is there already. */
  register<C extends ItemContent>(kind: ItemKind<C>): void {
    for (const known of this.kinds.values()) {
      if (known.kind === kind.kind || known.path === kind.path) {
        throw new Error(`The kind ${kind.kind} (${kind.path}) is registered twice.`);
      }
    }
    this.kinds.set(kind.kind, kind);
  }

  /** The kind of that name. */
  get(kind: Kind): ItemKind {
    const found = this.kinds.get(kind);
    if (!found) throw new Error(`The kind ${kind} is not registered.`);
    return found;
  }

  /** All of them, in the order in which they were registered. */
  all(): ItemKind[] {
    return [...this.kinds.values()];
  }

  /** The kinds whose drafts all staff may read. */
  openToAllStaff(): Kind[] {
    return this.all().flatMap((kind) => (kind.readByAllStaff ? [kind.kind] : []));
  }

  /** Every name in KINDS must have its value before the first request. */
  onApplicationBootstrap(): void {
    for (const kind of KINDS) this.get(kind);
  }
}
