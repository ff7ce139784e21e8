import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { holdsAnywhere } from '../../access/policy.js';
import type { Principal } from '../../access/principal.js';
import { AnyStaff } from '../../access/rule.js';
import { DomainError } from '../../errors.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Commands } from '../../http/commands.js';
import { NoIdempotencyKey, NoPrecondition, Refuses } from '../../http/handler-facts.js';
import { IdParameter } from '../../http/id-parameter.js';
import { listRequest, Lists } from '../../http/lists.js';
import { etagOf } from '../../http/precondition.js';
import { ApiTokenPage, ApiTokenQuery, NewApiToken, NewApiTokenView } from './api-token.dto.js';
import { ApiTokenReader } from './api-token-reader.js';
import { ApiTokens } from './api-tokens.js';

const ROUTE = '/api/v1/api-tokens';

/** Access for programs. */
@Controller(ROUTE)
export class ApiTokensController {
  constructor(
    private readonly db: EntityManager,
    private readonly lists: Lists,
    private readonly commands: Commands,
    private readonly tokens: ApiTokens,
    private readonly reader: ApiTokenReader,
  ) {}

  /** One's own tokens; with token.manage everybody's. Never their secrets. */
  @Get()
  @AnyStaff()
  async list(@CurrentCall() call: Call, @Query() query: ApiTokenQuery): Promise<ApiTokenPage> {
    const list = listRequest(ROUTE, query);
    const page = await this.reader.list(this.db, call.actor, query.ownerId ?? null, list);
    return this.lists.send(call, page);
  }

  /** Makes a token and shows its secret, this once; so there is no Idempotency-Key that would keep it. */
  @Post()
  @AnyStaff()
  @NoIdempotencyKey()
  @Refuses('forbidden', 'session_required')
  async create(@CurrentCall() call: Call, @Body() body: NewApiToken): Promise<NewApiTokenView> {
    return this.commands.run(call, async (tx) => {
      refuseTokens(call.actor);
      const token = await this.tokens.create(tx, call.actor, body);
      // A token never changes, so its first version is its only one.
      return { etag: etagOf(1), path: `${ROUTE}/${token.id}`, body: token };
    });
  }

  /** Revokes a token, from its next request. */
  @Delete(':id')
  @HttpCode(204)
  @AnyStaff()
  @NoPrecondition()
  @Refuses('session_required')
  async revoke(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<void> {
    await this.commands.run(call, async (tx) => {
      refuseTokens(call.actor);
      await this.tokens.revoke(tx, call.actor, id);
      return { body: null };
    });
  }
}

/** A token neither prolongs itself by another nor ends its owner's: that takes a sign-in, or the managing of tokens. */
function refuseTokens(actor: Principal): void {
  if (actor.sessionId === null && !holdsAnywhere(actor, 'token.manage')) {
    throw new DomainError('session_required');
  }
}
