/** What the server's Node is started with. */
export const FLAGS = [
  // V8 lets the young generation grow while the modules are loaded, and keeps it: 36 MB more for a process at rest.
  '--max-semi-space-size=2',
  '--import',
  new URL('source-maps.mjs', import.meta.url).href,
];
