import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ItemNames } from '../access/in-use.js';
import { allows } from '../access/policy.js';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { newId } from '../database/id.js';
import { DomainError, forbidden, notFound } from '../errors.js';
import type { Precondition } from '../http/precondition.js';
import { StaleDocuments } from '../published/stale-documents.js';
import { NewSection, SectionChange } from './section.dto.js';
import { depthOf, isWithin, MAX_DEPTH, pathBelow } from '../text/section-path.js';
import { SectionTree } from './section-tree.js';
import { refuseUsedSection } from './section-usages.js';
import { Section } from './section.entity.js';

/** Makes, changes and removes sections. */
@Injectable()
export class Sections {
  constructor(
    private readonly tree: SectionTree,
    private readonly audit: AuditTrail,
    private readonly stale: StaleDocuments,
    private readonly names: ItemNames,
  ) {}

  /** Throws `section_too_deep`, `slug_taken` for a slug given by hand, `validation_failed` for an unknown parent. */
  async create(tx: EntityManager, actor: Principal, given: NewSection): Promise<Section> {
    await this.tree.lock(tx);
    const parent = await this.tree.parent(tx, given.parentId ?? null);
    requireWrite(actor, parent?.path ?? null);
    const slug = await this.tree.slug(tx, parent, given.name, given.slug ?? null);
    const path = pathBelow(parent?.path ?? null, slug);
    requireDepth(depthOf(path));

    const id = newId();
    await tx
      .getRepository(Section)
      .insert({ id, name: given.name, slug, parentId: parent?.id ?? null, path });
    await this.tree.takeOver(tx, path);
    await this.audit.record(tx, actor, {
      action: 'section.create',
      subject: { kind: 'section', id },
      details: { path },
    });
    return this.tree.load(tx, id);
  }

  /**
   * Renames a section, or moves it with all below it; the documents in it are rendered again. Throws
   * `section_cycle`, `section_too_deep`, `slug_taken`. What changes nothing moves no version.
   */
  async change(
    tx: EntityManager,
    actor: Principal,
    id: string,
    precondition: Precondition,
    given: SectionChange,
  ): Promise<Section> {
    await this.tree.lock(tx);
    const named = given.parentId === undefined ? undefined : await this.tree.parent(tx, given.parentId);
    const section = await this.tree.load(tx, id);
    precondition.check(section.version);
    requireWrite(actor, section.path);
    const parent = named === undefined ? await this.tree.parent(tx, section.parentId) : named;
    if ((parent?.id ?? null) !== section.parentId) requireMove(actor, section, parent);

    const name = given.name ?? section.name;
    const wanted = given.slug === undefined ? section.slug : given.slug;
    const slug = await this.tree.slug(tx, parent, name, wanted, section.path);
    const path = pathBelow(parent?.path ?? null, slug);
    if (name === section.name && path === section.path) return section;
    requireDepth(depthOf(path) + (await this.tree.levelsBelow(tx, section.path)));

    await this.tree.lockSubtree(tx, section.path);
    await tx.getRepository(Section).update(
      { id },
      {
        name,
        slug,
        parentId: parent?.id ?? null,
        path,
        version: section.version + 1,
        modifiedAt: () => 'now()',
      },
    );
    const moved = path !== section.path;
    if (moved) {
      await this.tree.moveBelow(tx, section.path, path);
      await this.tree.keepFormerPaths(tx, section.path, path);
    }
    await this.audit.record(tx, actor, {
      action: moved ? 'section.move' : 'section.rename',
      subject: { kind: 'section', id },
      details: moved ? { from: section.path, to: path } : { path },
    });
    await this.stale.markBySection(tx, path);
    return this.tree.load(tx, id);
  }

  /** Throws `in_use` with the usages. */
  async remove(tx: EntityManager, actor: Principal, id: string, precondition: Precondition): Promise<void> {
    await this.tree.lock(tx);
    const section = await tx
      .getRepository(Section)
      .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!section) throw notFound('section');
    precondition.check(section.version);
    requireWrite(actor, section.path);
    await refuseUsedSection(tx, actor, this.names, id);
    await tx.getRepository(Section).delete({ id });
    await this.audit.record(tx, actor, {
      action: 'section.delete',
      subject: { kind: 'section', id },
      details: { path: section.path },
    });
  }
}

/** A grant for one section reaches that section and what is below it; the root needs one for everything. */
function requireWrite(actor: Principal, sectionPath: string | null): void {
  // The kind is never looked at: only permissions about items can be limited to one.
  if (allows(actor, 'section.write', { kind: 'article', createdBy: '', sectionPath })) return;
  throw forbidden('section.write', 'None of your roles lets you change sections here.');
}

function requireMove(actor: Principal, section: Section, parent: Section | null): void {
  requireWrite(actor, parent?.path ?? null);
  if (parent && isWithin(parent.path, section.path)) throw new DomainError('section_cycle');
}

function requireDepth(levels: number): void {
  if (levels > MAX_DEPTH) throw new DomainError('section_too_deep');
}
