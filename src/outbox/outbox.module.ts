import { Global, Module } from '@nestjs/common';
import { Outbox } from './outbox.js';

/** The events that a publication tells. */
@Global()
@Module({ providers: [Outbox], exports: [Outbox] })
export class OutboxModule {}
