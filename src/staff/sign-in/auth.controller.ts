import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AnyStaff, Public } from '../../access/rule.js';
import { Transactions } from '../../database/transactions.js';
import { DomainError } from '../../errors.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { NoIdempotencyKey, Refuses } from '../../http/handler-facts.js';
import { NoBody } from '../../http/no-body.dto.js';
import { addressBlock } from './address-block.js';
import { Credentials, RefreshRequest, TokenPair } from './auth.dto.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';

/** Signing in, staying signed in, and signing out. */
@Controller('/api/v1/auth')
export class AuthController {
  constructor(
    private readonly transactions: Transactions,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
  ) {}

  /** Signs in. After some failures for an account from one address, that address waits: `too_many_attempts`. */
  @Post('login')
  @HttpCode(200)
  @Public()
  @NoIdempotencyKey()
  @Refuses('invalid_credentials', 'too_many_attempts')
  async login(@Body() credentials: Credentials, @Req() { ip, id }: FastifyRequest): Promise<TokenPair> {
    return this.signIn.signIn(credentials, { addressBlock: addressBlock(ip), requestId: id });
  }

  /** Trades the refresh token for new tokens; the old ones end. One that was traded before ends the session. */
  @Post('refresh')
  @HttpCode(200)
  @Public()
  @NoIdempotencyKey()
  @Refuses('invalid_refresh_token')
  async refresh(@Body() body: RefreshRequest): Promise<TokenPair> {
    const pair = await this.transactions.run((tx) => this.sessions.refresh(tx, body.refreshToken));
    if (pair === null) throw new DomainError('invalid_refresh_token');
    return pair;
  }

  /** Signs out: ends the session whose access token this is. An API token has none; it is revoked instead. */
  @Post('logout')
  @HttpCode(204)
  @AnyStaff()
  @NoIdempotencyKey()
  @Refuses('session_required')
  async logout(@CurrentCall() { actor }: Call, @Body() _body: NoBody): Promise<void> {
    const { sessionId } = actor;
    if (sessionId === null) throw new DomainError('session_required');
    await this.transactions.run((tx) => this.sessions.signOut(tx, actor, sessionId));
  }
}
