import type { Kind } from '../../src/kinds.js';
import { type Content, type Correction, type Item, newItem, type Revision } from './item.js';
import { may, mayAnywhere, type Person, type Section } from './rights.js';

/** A newsroom on plain lists: no database, no HTTP, no clock. */
export class Newsroom {
  readonly items: Item[] = [];
  /** Which item each address leads to, by kind and slug, and whether it is the one that item has now. */
  readonly addresses = new Map<string, { item: Item; current: boolean }>();
  /** Of all items, oldest first. */
  readonly corrections: Correction[] = [];

  constructor(
    readonly fourEyes: boolean,
    /** The slug that follows from a headline. */
    private readonly slugOf: (headline: string) => string,
  ) {}

  mayCreate(by: Person, kind: Kind, section: Section | null): boolean {
    if (!mayAnywhere(by, 'item.create', kind)) return false;
    return section === null || may(by, 'item.create', { kind, creator: by, section });
  }

  create(by: Person, kind: Kind, content: Content): void {
    this.items.push(newItem(by, kind, content));
  }

  /** Gives the item the address that the revision goes out under. */
  settleAddress(item: Item, { slug, headline }: Revision): void {
    const settled = slug ?? item.liveSlug ?? this.freeSlug(item.kind, this.slugOf(headline));
    for (const address of this.addresses.values()) if (address.item === item) address.current = false;
    this.addresses.set(`${item.kind} ${settled}`, { item, current: true });
    item.liveSlug = settled;
  }

  /** Whether the slug was set by hand and is another item's. */
  isSlugTaken(item: Item, { slug }: Revision): boolean {
    if (slug === null || item.kind === 'photo_caption') return false;
    const owner = this.addresses.get(`${item.kind} ${slug}`);
    if (owner === undefined || owner.item === item) return false;
    // What a live item has left may be taken over.
    return owner.current || owner.item.visibility !== 'live';
  }

  private freeSlug(kind: Kind, slug: string): string {
    for (let n = 1; ; n += 1) {
      const candidate = n === 1 ? slug : `${slug}-${n}`;
      if (!this.addresses.has(`${kind} ${candidate}`)) return candidate;
    }
  }
}
