/** A body that says what the route is about, by operation id; a test sends each of them. */
export const EXAMPLES: Readonly<Record<string, object>> = {
  'auth.login': { email: 'managing_editor@newsroom.example', password: 'correct horse battery' },
  'me.change': { name: 'Ada Marlow' },
  'articles.create': {
    content: {
      headline: 'River talks resume',
      kicker: 'Water',
      standfirst: 'Delegations meet again after a pause of three months.',
      dateline: { place: 'ISLAMABAD' },
      source: 'Staff report',
      body: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'The talks resumed on Monday.' }] }],
      },
      tags: ['water'],
    },
    changeNote: 'First take',
  },
  'articles.save': { content: { headline: 'River talks resume in spring' }, changeNote: 'Headline' },
  'editorials.create': {
    content: {
      headline: 'Small steps count',
      body: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A beginning has been made.' }] }],
      },
      editionDate: '2026-11-24',
      editionRank: 1,
    },
  },
  'editorials.save': { content: { editionRank: 2 } },
  'photoCaptions.create': {
    content: {
      description: 'Delegates arrive at the river commission on Monday.',
      creditLine: 'Reuters',
      altText: 'Four people with folders walk up a flight of steps.',
    },
  },
  'photoCaptions.save': { content: { creditLine: 'AFP' } },
  'items.requestChanges': { comment: 'Who says so? The second paragraph needs a source.' },
  'items.publish': { changeType: 'correction', publicNote: 'An earlier version misstated the date.' },
  'items.republish': { changeType: 'minor' },
  'items.unpublish': { type: 'withdrawn', reason: 'Under review', notice: 'This story is under review.' },
  'items.kill': { reason: 'Court order', notice: 'This story has been withdrawn.' },
  'items.restore': { revision: 1 },
  'items.lock.take': { ttlSeconds: 120 },
  'items.previewLinks.make': { expiresInSeconds: 86400 },
  'items.comments.write': { text: 'Is this the right photo?' },
  'sections.create': { name: 'World' },
  'sections.change': { name: 'The world' },
  'authors.create': { name: 'Núria Öztürk', jobTitle: 'Correspondent' },
  'authors.change': { bio: 'Writes about rivers.' },
  'staff.create': {
    name: 'Sam Okoro',
    email: 'sam.okoro@newsroom.example',
    password: 'correct horse battery',
    roles: [{ role: 'reporter', sectionId: null }],
  },
  'staff.change': { roles: [{ role: 'copy_editor', sectionId: null }] },
  'roles.create': { key: 'archivist', name: 'Archivist', permissions: ['item.read', 'item.backdate'] },
  'roles.change': { permissions: ['item.read'] },
  'apiTokens.create': { name: 'Wire import', scopes: ['item.create', 'item.edit:own'] },
};
