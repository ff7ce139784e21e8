import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { AnyStaff, Requires } from '../access/rule.js';
import type { Page } from '../database/keyset.js';
import { ItemWriting } from '../drafts/item-writing.js';
import { SaveQuery } from '../drafts/save.dto.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { KindBoardQuery } from '../items/board-query.js';
import { ItemReading } from '../items/item-reading.js';
import type { ItemView } from '../items/item-view.js';
import { EditorialPage, EditorialView, EditorialWriting } from './editorial.dto.js';

const KIND = 'editorial';
const ROUTE = '/api/v1/editorials';

/** Editorials, as the desk writes them. */
@Controller(ROUTE)
export class EditorialsController {
  constructor(
    private readonly reading: ItemReading,
    private readonly writing: ItemWriting,
  ) {}

  /** The editorials that you may see, without bodies. */
  @Get()
  @ApiOkResponse({ type: EditorialPage })
  @AnyStaff()
  async list(@CurrentCall() call: Call, @Query() query: KindBoardQuery): Promise<Page<ItemView>> {
    return this.reading.list(call, ROUTE, { ...query, kind: KIND });
  }

  /** Makes an editorial: unpublished, with a first draft. */
  @Post()
  @ApiCreatedResponse({ type: EditorialView })
  @Requires('item.create', KIND)
  async create(@CurrentCall() call: Call, @Body() body: EditorialWriting): Promise<ItemView> {
    return this.writing.create(call, KIND, ROUTE, body);
  }

  /** One editorial: the draft, or what is live where there is none or you may not read it. */
  @Get(':id')
  @ApiOkResponse({ type: EditorialView })
  @AnyStaff()
  async read(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<ItemView> {
    return this.reading.read(call, id, KIND);
  }

  /** Saves a new revision of the draft; readers see nothing of it. */
  @Patch(':id')
  @ApiOkResponse({ type: EditorialView })
  @Requires('item.edit', KIND)
  @Refuses('merge_conflict')
  async save(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: EditorialWriting,
    @Query() query: SaveQuery,
  ): Promise<ItemView> {
    return this.writing.save(call, KIND, id, body, query);
  }

  /** Spikes an editorial that was never published. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('item.spike', KIND)
  @Refuses('was_published')
  async remove(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<void> {
    return this.writing.remove(call, KIND, id);
  }
}
