import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const DATA = resolve(import.meta.dirname, '../../../shared/data');

const faultsOf = schemaOfIptc();

/** Expects the value to be valid by the schema that IPTC gives out, where that is at hand. */
export function expectNinjs(value: unknown): void {
  // As it is sent: what is undefined is not there.
  if (faultsOf) expect(faultsOf(JSON.parse(JSON.stringify(value)))).toEqual([]);
}

function schemaOfIptc(): ((value: unknown) => unknown) | null {
  if (!existsSync(DATA)) {
    process.stderr.write(`SKIPPED: ninjs was not held against its schema, for ${DATA} is not there.\n`);
    return null;
  }
  const read = (name: string): object => JSON.parse(readFileSync(resolve(DATA, name), 'utf8')) as object;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(read('GeoJSON-schema.json'), 'https://geojson.org/schema/GeoJSON.json');
  const validate = ajv.compile(read('ninjs-schema_3.1.json'));
  return (value) => {
    validate(value);
    return validate.errors ?? [];
  };
}
