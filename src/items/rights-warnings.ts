import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../config.js';
import type { Reference, Resolved } from '../content/reference.js';
import type { ItemContent, ItemKind } from './item-kind.js';
import type { WarningView } from './item-view.js';

/** What an item shows, as its warnings are made of it. */
export interface ShownItem {
  kind: ItemKind;
  content: ItemContent;
  references: readonly Reference[];
}

/** The warnings about the rights to photos, by photo. */
export type RightsEndings = ReadonlyMap<string, Omit<WarningView, 'pointer'>>;

interface EndRow {
  id: string;
  filename: string;
  valid_until: Date;
  ended: boolean;
}

/** Finds the photos in what is shown whose rights have ended, or will within the days that the newsroom has settled for. */
@Injectable()
export class RightsWarnings {
  constructor(private readonly config: Config) {}

  /** Those of all the items in one query; none where they show no photo. */
  async find(tx: EntityManager, items: readonly ShownItem[], resolved: Resolved): Promise<RightsEndings> {
    const captions = [...items.map(ownCaption), ...resolved.captions.values()];
    const photoIds = new Set(captions.flatMap((caption) => caption?.photoId ?? []));
    if (photoIds.size === 0) return new Map();
    const rows = await tx.query<EndRow[]>(
      `select id, filename, rights_valid_until as valid_until, rights_valid_until <= statement_timestamp() as ended
         from photo where id = any($1::uuid[])
          and rights_valid_until <= statement_timestamp() + $2 * interval '24 hours'`,
      [[...photoIds], this.config.rightsWarningDays],
    );
    return new Map(
      rows.map(({ id, filename, valid_until, ended }) => [
        id,
        {
          code: ended ? 'rights_ended' : 'rights_ending',
          message: `The rights to the photo “${filename}” ${ended ? 'ended' : 'end'} at ${valid_until.toISOString()}.`,
        },
      ]),
    );
  }
}

/** The warnings of one item: about its own photo if it is a caption, else about those of the captions that it places. */
export function rightsWarnings(item: ShownItem, resolved: Resolved, endings: RightsEndings): WarningView[] {
  const own = ownCaption(item);
  const shown = [
    ...(own ? [{ pointer: '/content/photoId', photoId: own.photoId }] : []),
    ...item.references.flatMap((reference) => {
      const caption = 'itemId' in reference ? resolved.captions.get(reference.itemId) : undefined;
      return caption ? [{ pointer: `/content${reference.pointer}`, photoId: caption.photoId }] : [];
    }),
  ];
  return shown.flatMap(({ pointer, photoId }) => {
    const ending = photoId === null ? undefined : endings.get(photoId);
    return ending ? [{ pointer, ...ending }] : [];
  });
}

function ownCaption({ kind, content }: ShownItem): { photoId: string | null } | undefined {
  return kind.asCaption?.(content);
}
