/** What the server's Node is started with. */
export const FLAGS = ['--import', new URL('source-maps.mjs', import.meta.url).href];
