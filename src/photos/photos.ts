import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ItemNames } from '../access/in-use.js';
import { holdsAnywhere } from '../access/policy.js';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { changedMembers } from '../database/changed-members.js';
import { forbidden, notFound, validationFailed } from '../errors.js';
import { parseInstant } from '../http/instant.js';
import type { Precondition } from '../http/precondition.js';
import type { PhotoChange, PhotoRightsBody } from './photo.dto.js';
import { Photo } from './photo.entity.js';
import { StaleDocuments } from '../published/stale-documents.js';
import { RenditionSets } from './renditions/rendition-sets.js';
import { refuseUsedPhoto } from './photo-usages.js';

/** Changes photos and removes them. They are made by `UploadPhoto`. */
@Injectable()
export class Photos {
  constructor(
    private readonly audit: AuditTrail,
    private readonly names: ItemNames,
    private readonly renditions: RenditionSets,
    private readonly stale: StaleDocuments,
  ) {}

  /** Changes the members that are named, for each of which its own permission is needed. */
  async change(
    tx: EntityManager,
    actor: Principal,
    id: string,
    precondition: Precondition,
    given: PhotoChange,
  ): Promise<Photo> {
    refuseUnheld(actor, given);
    refuseRightsThatEndBefore(given.rights);
    const photo = await locked(tx, id, 'for_no_key_update');
    precondition.check(photo.version);
    const changes = changedMembers(photo, { ...focalColumns(given), ...rightsColumns(given) });
    const members = Object.keys(changes);
    if (members.length === 0) return photo;

    await tx
      .getRepository(Photo)
      .update({ id }, { ...changes, version: photo.version + 1, modifiedAt: () => 'now()' });
    await this.audit.record(tx, actor, {
      action: 'photo.change',
      subject: { kind: 'photo', id },
      details: { members },
    });
    const changed = await tx.getRepository(Photo).findOneByOrFail({ id });
    if (changed.focalX !== photo.focalX || changed.focalY !== photo.focalY) {
      await this.renditions.refocus(tx, changed);
      await this.stale.markByPhoto(tx, id);
    }
    return changed;
  }

  /**
   * Removes the photo and gives the SHA-256 of its original, which is for the caller to remove once this is
   * committed. Throws `in_use` with the items that refer to it or ever did, `forbidden` for the photo of another
   * without `photo.rights`.
   */
  async remove(tx: EntityManager, actor: Principal, id: string, precondition: Precondition): Promise<string> {
    const photo = await locked(tx, id, 'pessimistic_write');
    precondition.check(photo.version);
    if (photo.createdBy !== actor.staffId && !holdsAnywhere(actor, 'photo.rights')) {
      throw forbidden('photo.rights', 'Who did not upload the photo needs photo.rights to remove it.');
    }
    await refuseUsedPhoto(tx, actor, this.names, id);
    await tx.getRepository(Photo).delete({ id });
    await this.audit.record(tx, actor, {
      action: 'photo.delete',
      subject: { kind: 'photo', id },
      details: { sha256: photo.sha256 },
    });
    return photo.sha256;
  }
}

/** To remove, waits also for saves that refer to the photo. */
async function locked(
  tx: EntityManager,
  id: string,
  mode: 'for_no_key_update' | 'pessimistic_write',
): Promise<Photo> {
  const photo = await tx.getRepository(Photo).findOne({ where: { id }, lock: { mode } });
  if (!photo) throw notFound('photo');
  return photo;
}

function refuseUnheld(actor: Principal, { focalPoint, rights }: PhotoChange): void {
  const needed = [
    ...(focalPoint === undefined ? [] : (['photo.upload'] as const)),
    ...(rights === undefined ? [] : (['photo.rights'] as const)),
  ];
  const lacking = needed.find((permission) => !holdsAnywhere(actor, permission));
  if (lacking !== undefined) throw forbidden(lacking, `None of your roles gives you ${lacking}.`);
}

function refuseRightsThatEndBefore(rights: PhotoRightsBody | null | undefined): void {
  const from = time(rights?.validFrom);
  const until = time(rights?.validUntil);
  if (from === null || until === null || from < until) return;
  throw validationFailed([
    { pointer: '/rights/validUntil', code: 'before_start', message: 'must be later than validFrom' },
  ]);
}

function focalColumns({ focalPoint }: PhotoChange): Partial<Photo> {
  return focalPoint === undefined ? {} : { focalX: focalPoint?.x ?? null, focalY: focalPoint?.y ?? null };
}

function rightsColumns({ rights }: PhotoChange): Partial<Photo> {
  if (rights === undefined) return {};
  return {
    rightsValidFrom: time(rights?.validFrom),
    rightsValidUntil: time(rights?.validUntil),
    mandatoryCredit: rights?.mandatoryCredit ?? false,
    rightsNote: rights?.note ?? null,
  };
}

function time(text: string | null | undefined): Date | null {
  return text == null ? null : parseInstant(text);
}
