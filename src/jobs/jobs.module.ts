import { Module } from '@nestjs/common';
import { Housekeeping } from './housekeeping.js';

/** Work that no request waits for. */
@Module({ providers: [Housekeeping], exports: [Housekeeping] })
export class JobsModule {}
