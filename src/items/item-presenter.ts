import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Resolved } from '../content/reference.js';
import type { ScheduleView } from '../schedules/schedule-view.js';
import { KindRegistry } from './kind-registry.js';
import { wholeContent } from './content-member.js';
import type { ItemContent, ItemKind } from './item-kind.js';
import type { ItemRow } from './item-row.js';
import type { EmbargoView, ItemView, WarningView } from './item-view.js';
import { References } from './references.js';
import { type RightsEndings, RightsWarnings, rightsWarnings, type ShownItem } from './rights-warnings.js';

/** Makes the views of items from their rows; what a reader may not know is left out here. */
@Injectable()
export class ItemPresenter {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly references: References,
    private readonly rights: RightsWarnings,
  ) {}

  /** One item whole, with `rendered`. */
  async whole(tx: EntityManager, row: ItemRow): Promise<ItemView> {
    const kind = this.kinds.get(row.kind);
    const content = shownContent(kind, row);
    const references = kind.references(content);
    const resolved = await this.references.resolve(tx, references, 'desk');
    const shown = { kind, content, references };
    const endings = await this.rights.find(tx, [shown], resolved);
    const view = this.view(row, content, warningsOf(shown, resolved, endings));
    const { createdBy, createdAt, modifiedAt, ...head } = view;
    return { ...head, rendered: kind.rendered(content, resolved), createdBy, createdAt, modifiedAt };
  }

  /** Items for a list: without `content.body` and `rendered`. What the bodies refer to is not looked at. */
  async cards(tx: EntityManager, rows: readonly ItemRow[]): Promise<ItemView[]> {
    const shown = rows.map((row) => {
      const kind = this.kinds.get(row.kind);
      const content = shownContent(kind, row);
      return { row, kind, content, references: kind.references(content) };
    });
    const resolved = await this.references.resolve(
      tx,
      shown.flatMap(({ references }) => references),
      'desk',
    );
    const endings = await this.rights.find(tx, shown, resolved);
    return shown.map((one) => {
      const { body: _left, ...rest } = one.content;
      return this.view(one.row, rest, warningsOf(one, resolved, endings));
    });
  }

  private view(row: ItemRow, content: ItemContent, warnings: WarningView[]): ItemView {
    const draft = row.reads_draft ? row.draft : null;
    return {
      id: row.id,
      kind: row.kind,
      version: row.version,
      slug: row.reads_draft ? row.slug : row.live_slug,
      section: row.reads_draft ? row.section : row.live_section,
      visibility: row.visibility,
      draft:
        draft === null || row.stage === null
          ? null
          : {
              revision: draft.revision,
              stage: row.stage,
              savedBy: draft.savedBy,
              savedAt: utc(draft.savedAt),
              assignee: row.assignee,
              changeNote: draft.changeNote,
            },
      live:
        row.publication === null
          ? null
          : {
              revision: row.publication.revision,
              slug: row.live_slug,
              section: row.live_section,
              changeType: row.publication.changeType,
              publishedBy: row.publication.publishedBy,
              publishedAt: utc(row.publication.publishedAt),
            },
      firstPublishedAt: row.first_published_at?.toISOString() ?? null,
      updatedAt: row.updated_at?.toISOString() ?? null,
      schedules: row.reads_draft ? row.schedules.map(planned) : [],
      embargo: row.reads_draft ? embargoView(row.embargo) : null,
      holds: row.reads_draft ? row.holds.map((hold) => ({ ...hold, setAt: utc(hold.setAt) })) : [],
      lock:
        row.reads_draft && row.lock !== null
          ? { holder: row.lock.holder, expiresAt: utc(row.lock.expiresAt) }
          : null,
      warnings,
      content,
      createdBy: row.created_by,
      createdAt: row.created_at.toISOString(),
      modifiedAt: row.modified_at.toISOString(),
    };
  }
}

function embargoView(embargo: ItemRow['embargo']): EmbargoView | null {
  if (embargo === null) return null;
  return { ...embargo, until: embargo.until === null ? null : utc(embargo.until), setAt: utc(embargo.setAt) };
}

/** The draft's content, or what is live (was last) without one; every member, in the kind's order. */
function shownContent(kind: ItemKind, row: ItemRow): ItemContent {
  const content = (row.reads_draft ? row.draft : null)?.content ?? row.last_live?.content ?? {};
  return wholeContent(content, kind.emptyContent());
}

function warningsOf(shown: ShownItem, resolved: Resolved, endings: RightsEndings): WarningView[] {
  const { kind, content, references } = shown;
  const gone = references.flatMap((reference): WarningView[] => {
    const pointer = `/content${reference.pointer}`;
    if (reference.role === 'byline') {
      return resolved.authors.has(reference.authorId)
        ? []
        : [{ pointer, code: 'missing_author', message: 'The author in the byline is no longer there.' }];
    }
    const isThere = resolved.captions.has(reference.itemId) || resolved.related.has(reference.itemId);
    return isThere
      ? []
      : [{ pointer, code: 'missing_item', message: 'What stands here is no longer there.' }];
  });
  return [...(kind.warnings?.(content) ?? []), ...gone, ...rightsWarnings(shown, resolved, endings)];
}

function planned({ id, action, revision, at, timeZone }: ItemRow['schedules'][number]): ScheduleView {
  const zone = timeZone === null ? {} : { timeZone };
  return { id, action, revision, at: utc(at), ...zone, state: 'planned' };
}

/** PostgreSQL writes times inside JSON with the session's offset; answers are in UTC. */
function utc(time: string): string {
  return new Date(time).toISOString();
}
