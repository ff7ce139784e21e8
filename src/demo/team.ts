import type { DemoDesk } from './stories/story.js';

/** Who does what to one item of the demo, by role. Nobody approves what they wrote themselves. */
export interface Team {
  writer: DemoDesk;
  /** Claims what was submitted; where another approves, this one edits it first. */
  editor: DemoDesk;
  approver: DemoDesk;
  /** Publishes changes, and takes down. First publications are backdated, for which only one has the right. */
  publisher: DemoDesk;
}

/** The sections of the demo members whose roles are granted by section; the others' reach everywhere. */
export const SECTIONS_OF: Readonly<Partial<Record<string, readonly string[]>>> = {
  reporter: ['news', 'business', 'sport'],
  copy_editor: ['news', 'business', 'culture', 'sport', 'opinion'],
  section_editor: ['news', 'business', 'sport', 'opinion'],
};

/** Who works on photo captions. */
export const PHOTO_TEAM: Team = {
  writer: 'reporter',
  editor: 'photo_editor',
  approver: 'photo_editor',
  publisher: 'photo_editor',
};

/** Who works on editorials. */
export const LEADER_TEAM: Team = {
  writer: 'section_editor',
  editor: 'copy_editor',
  approver: 'managing_editor',
  publisher: 'managing_editor',
};

const NEWS_TEAM: Team = {
  writer: 'reporter',
  editor: 'copy_editor',
  approver: 'section_editor',
  publisher: 'section_editor',
};

/** What comes in from columnists and critics is entered by the copy desk. */
const COLUMN_TEAM: Team = {
  writer: 'copy_editor',
  editor: 'section_editor',
  approver: 'section_editor',
  publisher: 'section_editor',
};

const CULTURE_TEAM: Team = {
  writer: 'copy_editor',
  editor: 'managing_editor',
  approver: 'managing_editor',
  publisher: 'managing_editor',
};

/** The team of an article in the section of this path. */
export function articleTeam(section: string): Team {
  const [root] = section.split('/');
  if (root === 'opinion') return COLUMN_TEAM;
  return root === 'culture' ? CULTURE_TEAM : NEWS_TEAM;
}
