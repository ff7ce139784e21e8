import { Injectable } from '@nestjs/common';
import { isSectionPath } from '../text/section-path.js';
import { ReaderStatements } from './replicas/reader-statements.js';

/** A section as readers see it in the tree. */
export interface SectionNode {
  path: string;
  name: string;
  slug: string;
  children: SectionNode[];
}

/** A section with those above it, the root first. */
export interface SectionWithAncestors {
  path: string;
  name: string;
  ancestors: { path: string; name: string }[];
}

/** The sections, as far as readers are concerned: no ids, no versions. */
@Injectable()
export class PublishedSections {
  constructor(private readonly statements: ReaderStatements) {}

  /** The whole tree; siblings in the order of their slugs. */
  async tree(): Promise<SectionNode[]> {
    const rows = await this.statements.query<{ path: string; name: string; slug: string }>(
      'published sections',
      // Bytewise, so that a section always comes before what lies below it.
      'select path, name, slug from published_section order by path collate "C"',
      [],
    );
    const roots: SectionNode[] = [];
    const nodes = new Map<string, SectionNode>();
    for (const { path, name, slug } of rows) {
      const node = { path, name, slug, children: [] };
      const parent = nodes.get(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
      (parent?.children ?? roots).push(node);
      nodes.set(path, node);
    }
    return roots;
  }

  /** The section at this path, or null. */
  async find(path: string): Promise<SectionWithAncestors | null> {
    if (!isSectionPath(path)) return null;
    const slugs = path.split('/');
    const paths = slugs.map((_, index) => slugs.slice(0, index + 1).join('/'));
    const ancestors = await this.statements.query<{ path: string; name: string }>(
      'published section with ancestors',
      'select path, name from published_section where path = any ($1) order by length(path)',
      [paths],
    );
    const section = ancestors.pop();
    return section?.path === path ? { ...section, ancestors } : null;
  }

  /** Where the section is now that had this path before; null where none had, or one has it now. */
  async movedTo(path: string): Promise<string | null> {
    if (!isSectionPath(path)) return null;
    const [row] = await this.statements.query<{ path: string }>(
      'published section moved',
      'select path from published_former_section where former_path = $1',
      [path],
    );
    return row?.path ?? null;
  }

  /** The ids of the section, first, and of all below it; none where there is no such section. */
  async subtree(path: string): Promise<string[]> {
    if (!isSectionPath(path)) return [];
    const rows = await this.statements.query<{ id: string }>(
      'published section subtree',
      `select id from published_section where path = $1 or path like $1 || '/%' order by length(path)`,
      [path],
    );
    return rows.map((row) => row.id);
  }
}
