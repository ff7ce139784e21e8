import { Global, Module } from '@nestjs/common';
import { Commands } from './commands.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { Lists } from './lists.js';

/** What controllers need to write, and to answer with lists. */
@Global()
@Module({ providers: [Commands, IdempotencyKeys, Lists], exports: [Commands, Lists] })
export class HttpModule {}
