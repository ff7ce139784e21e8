import { Injectable } from '@nestjs/common';
import { Config } from '../../config.js';
import { Statements } from '../../database/statements.js';
import { DomainError } from '../../errors.js';
import { type OpenRendition, RenditionSource } from '../../published/rendition-source.js';
import { RenditionStore } from '../store/file-store.js';
import type { DescribedSet } from './described-set.js';
import { RenditionMaker } from './rendition-maker.js';
import {
  extensionsOf,
  fileName,
  mediaTypeOf,
  namesOf,
  parseFileName,
  type RenditionName,
} from './rendition-names.js';

/** Opens renditions; one that is not there yet is made at once, however many ask for it. */
@Injectable()
export class Renditions extends RenditionSource {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly config: Config,
    private readonly statements: Statements,
    private readonly store: RenditionStore,
    private readonly maker: RenditionMaker,
  ) {
    super();
  }

  override async find(hash: string, file: string): Promise<OpenRendition | null> {
    const name = parseFileName(file, extensionsOf(this.config));
    if (name === null) return null;
    const there = await this.stored({ hash }, name);
    if (there !== null) return there;
    const set = await this.describedBy(hash);
    return set && this.made(set, name);
  }

  /** The rendition of a set that is known. Throws `unavailable` where it cannot be made right now. */
  async open(set: DescribedSet, name: RenditionName): Promise<OpenRendition> {
    return (await this.stored(set, name)) ?? this.made(set, name);
  }

  /** The set of this hash, if it was ever settled. */
  async describedBy(hash: string): Promise<DescribedSet | null> {
    const [row] = await this.statements.query<SetRow>('rendition set', SET, [hash]);
    if (row === undefined) return null;
    const { xmp, itemId, ...photo } = row;
    return { hash, itemId, xmp, photo };
  }

  private async stored(set: Pick<DescribedSet, 'hash'>, name: RenditionName): Promise<OpenRendition | null> {
    const file = await this.store.open(this.maker.storedName(set, name));
    return file && { mediaType: mediaTypeOf(name), ...file };
  }

  /** Made with all sizes of its kind, which the same page is about to ask for. */
  private async made(set: DescribedSet, name: RenditionName): Promise<OpenRendition> {
    const { view, extension } = name;
    await this.once(`${set.hash} ${fileName({ ...name, size: 'large' })}`, async () =>
      this.maker.make(set, view, namesOf(view, [extension])),
    );
    const rendition = await this.stored(set, name);
    if (rendition !== null) return rendition;
    throw new DomainError('unavailable', 'This picture was removed while it was made. Ask for it again.');
  }

  private async once(key: string, work: () => Promise<void>): Promise<void> {
    let running = this.underWay.get(key);
    if (running === undefined) {
      running = work().finally(() => this.underWay.delete(key));
      this.underWay.set(key, running);
    }
    await running;
  }
}

interface SetRow {
  xmp: string;
  itemId: string | null;
  id: string;
  sha256: string;
  width: number;
  height: number;
  focalX: number | null;
  focalY: number | null;
}

const SET = `
  select s.xmp, s.item_id as "itemId", p.id, p.sha256, p.width, p.height, s.focal_x as "focalX", s.focal_y as "focalY"
    from rendition_set s join photo p on p.id = s.photo_id where s.hash = $1`;
