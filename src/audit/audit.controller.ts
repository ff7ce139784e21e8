import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { EntityManager } from 'typeorm';
import { Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { ListQuery, listRequest, Lists } from '../http/lists.js';
import { AuditExportLine, AuditPage, AuditQuery, AuditSegmentPage } from './audit.dto.js';
import { AuditExport } from './audit-export.js';
import { AuditReader } from './audit-reader.js';
import { asksForNdjson, NDJSON, ndjsonStream } from './ndjson.js';
import { SegmentReader } from './chain/segment-reader.js';

const ROUTE = '/api/v1/audit';
const SEGMENTS_ROUTE = '/api/v1/audit/segments';

/** The audit trail as a whole, and the chain over it. */
@Controller(ROUTE)
export class AuditController {
  constructor(
    private readonly db: EntityManager,
    private readonly lists: Lists,
    private readonly reader: AuditReader,
    private readonly trailExport: AuditExport,
    private readonly segmentReader: SegmentReader,
  ) {}

  /**
   * The audit trail, newest first. With `Accept: application/x-ndjson` all of it that the filters leave,
   * one entry a line, each with all that the chain of segments covers; `limit` and `cursor` mean nothing then.
   */
  @Get()
  @ApiExtraModels(AuditPage, AuditExportLine)
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(AuditPage) } },
      'application/x-ndjson': { schema: { $ref: getSchemaPath(AuditExportLine) } },
    },
  })
  @Requires('audit.read')
  async list(@CurrentCall() call: Call, @Query() query: AuditQuery): Promise<AuditPage | StreamableFile> {
    call.reply.header('Vary', 'Accept');
    if (asksForNdjson(call.request.headers.accept)) {
      return new StreamableFile(ndjsonStream(this.trailExport.chunks(this.db, query)), { type: NDJSON });
    }
    const page = await this.reader.page(this.db, listRequest(ROUTE, query), query);
    return this.lists.send(call, page);
  }

  /**
   * The chain over the trail, newest segment first. The head of the first one covers everything that is sealed: kept
   * outside of the database, it proves later that nothing was rewritten.
   */
  @Get('segments')
  @Requires('audit.read')
  async segments(@CurrentCall() call: Call, @Query() query: ListQuery): Promise<AuditSegmentPage> {
    const page = await this.segmentReader.page(this.db, listRequest(SEGMENTS_ROUTE, query));
    return this.lists.send(call, page);
  }
}
