import { readFileSync, writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { httpAdapter } from '../app.setup.js';
import { readConfig } from '../config.js';
import { ConfigModule } from '../config.module.js';
import { openApiDocument } from './openapi-document.js';

/**
 * `npm run openapi` writes the API's description to the file that is named; with `--check` it says whether
 * the file is still right. It looks at the classes only, so that there need be no database. The server is
 * the one that the settings have by default.
 */
const [file = 'openapi.json', ...flags] = process.argv
  .slice(2)
  .toSorted((one) => (one.startsWith('-') ? 1 : -1));
const config = readConfig({});
const app = await NestFactory.create(
  { module: AppModule, imports: [ConfigModule.forRoot(config)] },
  httpAdapter(config),
  { preview: true, logger: ['error'] },
);
const text = `${JSON.stringify(openApiDocument(app, config.publicUrl), null, 2)}\n`;
if (!flags.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error(`${file} does not describe the API as it is: run "npm run openapi" and look at the diff.`);
  process.exitCode = 1;
}
