import { Global, Module } from '@nestjs/common';
import { Housekeeping } from './housekeeping.js';
import { JobQueue } from './job-queue.js';

/** Work that no request waits for. */
@Global()
@Module({ providers: [Housekeeping, JobQueue], exports: [Housekeeping, JobQueue] })
export class JobsModule {}
