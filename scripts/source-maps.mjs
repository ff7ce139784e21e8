import { setSourceMapsSupport } from 'node:module';

/**
 * Traces name the lines of the sources. `--enable-source-maps` would keep the maps of all packages as well, for 36 MB of
 * memory.
 */
setSourceMapsSupport(true);
