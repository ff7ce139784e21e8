import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { BearerStrategy } from './bearer.strategy.js';

/** Puts the guard before every route. Who stands behind a token it asks the `PrincipalSource` that staff has. */
@Module({ providers: [BearerStrategy, { provide: APP_GUARD, useClass: AccessGuard }] })
export class AccessModule {}
