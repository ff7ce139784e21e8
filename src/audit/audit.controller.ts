import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { EntityManager } from 'typeorm';
import { Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { listRequest, Lists } from '../http/lists.js';
import { AuditEntryView, AuditPage, AuditQuery } from './audit.dto.js';
import { AuditReader } from './audit-reader.js';
import { asksForNdjson, NDJSON, ndjsonStream } from './ndjson.js';

const ROUTE = '/api/v1/audit';

@Controller(ROUTE)
export class AuditController {
  constructor(
    private readonly db: EntityManager,
    private readonly lists: Lists,
    private readonly reader: AuditReader,
  ) {}

  /**
   * The audit trail, newest first. With `Accept: application/x-ndjson` all of it that the filters leave,
   * one entry a line; `limit` and `cursor` mean nothing then.
   */
  @Get()
  @ApiExtraModels(AuditPage, AuditEntryView)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(AuditPage) } },
      'application/x-ndjson': { schema: { $ref: getSchemaPath(AuditEntryView) } },
    },
  })
  @Requires('audit.read')
  async list(@CurrentCall() call: Call, @Query() query: AuditQuery): Promise<AuditPage | StreamableFile> {
    call.reply.header('Vary', 'Accept');
    if (asksForNdjson(call.request.headers.accept)) {
      return new StreamableFile(ndjsonStream(this.reader.chunks(this.db, query)), { type: NDJSON });
    }
    const page = await this.reader.page(this.db, listRequest(ROUTE, query), query);
    return this.lists.send(call, page);
  }
}
