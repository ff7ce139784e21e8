import { Global, Module } from '@nestjs/common';
import { Commands } from './commands.js';
import { IdempotencyKeys } from './idempotency-keys.js';

/** What every controller that writes needs. */
@Global()
@Module({ providers: [Commands, IdempotencyKeys], exports: [Commands] })
export class HttpModule {}
