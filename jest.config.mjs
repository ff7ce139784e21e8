/**
 * The same packages, each in the one file that it ships as well: their hundreds of small modules would be loaded anew for
 * each test file. (Of es-toolkit this is all of `compat`, which @nestjs/swagger uses a few functions of.)
 */
const ONE_FILE = {
  '^class-validator$': 'class-validator/bundles/class-validator.umd.js',
  '^es-toolkit/compat$': 'es-toolkit/dist/browser.global.js',
  '^rxjs(/operators)?$': 'rxjs/dist/bundles/rxjs.umd.js',
};

/** Native ESM: `npm test` starts Node with --experimental-vm-modules. */
export default {
  testEnvironment: './test/harness/plain-context.mjs',
  testMatch: [
    '<rootDir>/src/**/*.spec.ts',
    '<rootDir>/migrations/**/*.spec.ts',
    '<rootDir>/test/**/*.e2e.ts',
  ],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    ...Object.fromEntries(
      Object.entries(ONE_FILE).map(([name, file]) => [name, `<rootDir>/node_modules/${file}`]),
    ),
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          target: 'es2022',
          keepClassNames: true,
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: './test/harness/global-setup.mjs',
  globalTeardown: './test/harness/global-teardown.mjs',
  testSequencer: './test/harness/longest-first.mjs',
  maxWorkers: 2,
  // Far beyond what any test takes: it ends those that hang, and none that a busy machine holds up.
  testTimeout: 240_000,
  workerIdleMemoryLimit: '700MB',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.dist', '<rootDir>/.data'],
};
