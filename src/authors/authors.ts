import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ItemNames } from '../access/in-use.js';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { waitForLock } from '../database/advisory-lock.js';
import { changedMembers } from '../database/changed-members.js';
import { newId } from '../database/id.js';
import { notFound } from '../errors.js';
import type { Precondition } from '../http/precondition.js';
import { StaleDocuments } from '../published/stale-documents.js';
import { settleSlug } from '../text/settle-slug.js';
import { AuthorChange, NewAuthor } from './author.dto.js';
import { refuseUsedAuthor } from './author-usages.js';
import { Author } from './author.entity.js';

/** Makes, changes and removes authors. */
@Injectable()
export class Authors {
  constructor(
    private readonly audit: AuditTrail,
    private readonly stale: StaleDocuments,
    private readonly names: ItemNames,
  ) {}

  /** Throws `slug_taken` for a slug given by hand. */
  async create(tx: EntityManager, actor: Principal, given: NewAuthor): Promise<Author> {
    const id = newId();
    const slug = await freeSlug(tx, id, given.name, given.slug ?? null);
    await tx.getRepository(Author).insert({
      id,
      name: given.name,
      slug,
      jobTitle: given.jobTitle ?? null,
      bio: given.bio ?? null,
      email: given.email ?? null,
      links: plainLinks(given.links ?? []),
    });
    await this.audit.record(tx, actor, { action: 'author.create', subject: { kind: 'author', id } });
    return tx.getRepository(Author).findOneByOrFail({ id });
  }

  /**
   * Changes the members that are named. Published bylines keep the old name until their item is published
   * again (the publication froze it); their links follow a new slug at once. Throws `slug_taken`.
   */
  async change(
    tx: EntityManager,
    actor: Principal,
    id: string,
    precondition: Precondition,
    given: AuthorChange,
  ): Promise<Author> {
    const author = await locked(tx, id, 'for_no_key_update');
    precondition.check(author.version);
    const name = given.name ?? author.name;
    const slug =
      given.slug === undefined || given.slug === author.slug
        ? author.slug
        : await freeSlug(tx, id, name, given.slug);
    const changes = changedMembers(author, {
      name,
      slug,
      jobTitle: given.jobTitle,
      bio: given.bio,
      email: given.email,
      links: given.links === undefined ? undefined : plainLinks(given.links ?? []),
    });
    const members = Object.keys(changes);
    if (members.length === 0) return author;

    await tx
      .getRepository(Author)
      .update({ id }, { ...changes, version: author.version + 1, modifiedAt: () => 'now()' });
    await this.audit.record(tx, actor, {
      action: 'author.change',
      subject: { kind: 'author', id },
      details: { members },
    });
    if (changes.slug !== undefined) await this.stale.markByAuthor(tx, id);
    return tx.getRepository(Author).findOneByOrFail({ id });
  }

  /** Throws `in_use` with the items that name the author. */
  async remove(tx: EntityManager, actor: Principal, id: string, precondition: Precondition): Promise<void> {
    const author = await locked(tx, id, 'pessimistic_write');
    precondition.check(author.version);
    await refuseUsedAuthor(tx, actor, this.names, id);
    await tx.getRepository(Author).delete({ id });
    await this.audit.record(tx, actor, { action: 'author.delete', subject: { kind: 'author', id } });
  }
}

/** Waits for publications that hold the author FOR SHARE; to remove, also for saves that refer to the author. */
async function locked(
  tx: EntityManager,
  id: string,
  mode: 'for_no_key_update' | 'pessimistic_write',
): Promise<Author> {
  const author = await tx.getRepository(Author).findOne({ where: { id }, lock: { mode } });
  if (!author) throw notFound('author');
  return author;
}

/** One at a time, so that of two authors with one name the second gets `-2` rather than a refusal. */
async function freeSlug(tx: EntityManager, id: string, name: string, given: string | null): Promise<string> {
  await waitForLock(tx, 'the slugs of authors');
  return settleSlug(given, name, 'author', async (slug) => {
    const [other] = await tx.query<unknown[]>('select 1 from author where slug = $1 and id <> $2', [
      slug,
      id,
    ]);
    return other !== undefined;
  });
}

/** Plain objects: instances of the body's class are nothing to keep. */
function plainLinks(links: readonly { label: string; url: string }[]): { label: string; url: string }[] {
  return links.map(({ label, url }) => ({ label, url }));
}
