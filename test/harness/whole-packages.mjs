import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** By the name that a package is imported by, the one file that it ships as well, seen from its ordinary entry. */
const FILES = new Map([
  ['class-validator', '../bundles/class-validator.umd.js'],
  ['es-toolkit/compat', '../browser.global.js'],
  ['rxjs', '../bundles/rxjs.umd.js'],
  ['rxjs/operators', '../../bundles/rxjs.umd.js'],
]);
/** Marks the file as it is imported: Node does not find the names that such a file exports. */
const NAMED = '?named';

const require = createRequire(import.meta.url);

/**
 * Preloaded into a server (NODE_OPTIONS=--import …): packages of hundreds of small modules are loaded from the one file that they
 * ship as well, as in the tests themselves: a thousand modules fewer, and a sixth of a start. (Of es-toolkit @nestjs/swagger
 * uses a few functions, and would load all.)
 */
registerHooks({
  resolve(specifier, context, next) {
    const ordinary = next(specifier, context);
    const file = FILES.get(specifier);
    if (file === undefined) return ordinary;
    const { href } = new URL(file, ordinary.url);
    return context.conditions.includes('require')
      ? { url: href, format: 'commonjs', shortCircuit: true }
      : { url: href + NAMED, format: 'module', shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.endsWith(NAMED)) return next(url, context);
    return { format: 'module', source: named(url.slice(0, -NAMED.length)), shortCircuit: true };
  },
});

/** A module that exports by name what the file does. */
function named(file) {
  const whole = require(fileURLToPath(file));
  const names = Object.keys(whole);
  return [
    `import whole from ${JSON.stringify(file)};`,
    ...names.map((name, place) => `const _${place} = whole.${name};`),
    `export { ${names.map((name, place) => `_${place} as ${name}`).join(', ')} };`,
  ].join('\n');
}
