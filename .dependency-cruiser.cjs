/** The floors of the house, top down: arrows run downward only. A file that is on no floor is refused. */
const FLOORS = [
  [
    'the app',
    '^src/((main|memory-of-start|tick-shape|create-app|announcement|drain|supervisor|app\\.[a-z]+)\\.ts$|(demo|openapi|metrics)/)',
  ],
  ['the kinds', '^src/(articles|editorials|photo-captions)/'],
  ['delivery', '^src/delivery/'],
  ['scheduling', '^src/scheduling/'],
  ['publishing', '^src/publishing/'],
  ['drafts', '^src/drafts/'],
  ['the workflow', '^src/workflow/'],
  ['comments', '^src/comments/'],
  ['items', '^src/items/'],
  ['content', '^src/content/'],
  ['the records', '^src/(staff|sections|authors|photos|schedules)/'],
  ['the ground', '^src/(access|published|audit|outbox|jobs|database|http|health)/'],
  ['the settings', '^src/(config|config\\.module|settings)\\.ts$'],
  ['the base', '^src/(text/|(errors|error-catalogue|start-refused|kinds)\\.ts$)'],
];

const ground = FLOORS.slice(-3).map(([, path]) => path);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...FLOORS.slice(1).map(([floor, path], index) => ({
      name: `${floor.replace('the ', '')}-imports-nothing-above`,
      comment: `What belongs to ${floor} must not know the floors above.`,
      severity: 'error',
      from: { path, pathNot: '\\.spec\\.ts$' },
      to: { path: FLOORS.slice(0, index + 1).map(([, above]) => above) },
    })),
    {
      name: 'every-file-has-a-floor',
      comment: 'Say in .dependency-cruiser.cjs on which floor the new folder is.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: [...FLOORS.map(([, path]) => path), '\\.spec\\.ts$'] },
    },
    {
      name: 'delivery-knows-the-ground-alone',
      comment: 'What readers get can only be what was published: delivery cannot even reach a draft.',
      severity: 'error',
      from: { path: '^src/delivery/' },
      to: { path: '^src/', pathNot: ['^src/delivery/', ...ground] },
    },
    {
      name: 'http-stays-at-the-door',
      comment:
        'Controllers, the http and access folders, and what sends delivery’s bytes know Fastify; the domain does not.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/(http|access|openapi)/',
          '\\.controller\\.ts$',
          '^src/delivery/(answers|send|hot/keep-answers)\\.ts$',
          FLOORS[0][1],
        ],
      },
      to: { path: 'node_modules/(fastify|@fastify|@nestjs/platform-fastify)/' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration must do tomorrow what it did yesterday, so it uses no code that changes.',
      severity: 'error',
      from: { path: '^migrations/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      comment: 'Nothing imports it, and it starts nothing.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.spec\\.ts$', '\\.d\\.ts$'] },
      to: {},
    },
    { name: 'no-imports-of-specs', severity: 'error', from: {}, to: { path: '\\.spec\\.ts$' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'declared-in-package-json',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependency-at-run-time',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    moduleSystems: ['es6'],
  },
};
