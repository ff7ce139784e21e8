import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../../access/rule.js';
import { type DomainError, notFound, validationFailed } from '../../errors.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Refuses } from '../../http/handler-facts.js';
import { IdParameter } from '../../http/id-parameter.js';
import { ItemGate } from '../item-gate.js';
import { RevisionNumber } from '../revision-number.js';
import { Revisions } from '../revisions.js';
import { unknownRevision } from '../unknown-revision.js';
import { DiffQuery, DiffView } from './diff.dto.js';
import { diffHtml } from './diff-html.js';
import { contentChanges } from './revision-diff.js';

/** The fragment runs nothing and loads nothing, should somebody open it as a page. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** What differs between two revisions of an item. */
@Controller('api/v1/items/:id/revisions/:number/diff')
export class DiffController {
  constructor(
    private readonly db: EntityManager,
    private readonly gate: ItemGate,
    private readonly revisions: Revisions,
  ) {}

  /** What makes this revision of another: by member of content, by block and by word. */
  @Get()
  @ApiExtraModels(DiffView)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(DiffView) } },
      'text/html': { schema: { type: 'string' } },
    },
  })
  @AnyStaff()
  @Refuses('forbidden')
  async diff(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('number', RevisionNumber) number: number,
    @Query() query: DiffQuery,
  ): Promise<DiffView | string> {
    const { kind } = await this.gate.readDrafts(this.db, call.actor, id);
    const to = await this.revisions.find(this.db, id, number);
    if (!to) throw notFound('revision');
    const against = query.against === undefined ? to.base : Number(query.against);
    if (against === null) throw notMadeFromAnother();
    const from = await this.revisions.find(this.db, id, against);
    if (!from) throw unknownRevision('/against');
    const changes = contentChanges(kind, from.content, to.content);
    if (query.format !== 'html') return { from: from.number, to: to.number, ...changes };
    call.reply.header('Content-Type', 'text/html; charset=utf-8');
    call.reply.header('Content-Security-Policy', NOTHING);
    return diffHtml(changes);
  }
}

function notMadeFromAnother(): DomainError {
  const message = 'is required: this revision was not made from another';
  return validationFailed([{ pointer: '/against', code: 'required', message }]);
}
